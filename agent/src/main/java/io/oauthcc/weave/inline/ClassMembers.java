package io.oauthcc.weave.inline;

import java.io.ByteArrayOutputStream;
import java.util.Collection;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/**
 * The fields and methods that a class file declares (JVMS 4.1), compared where they lie: to visit
 * all of a large class, and to make texts of its names, costs more than all that is done with them.
 */
public final class ClassMembers {

  private static final String STATIC = "static ";

  private final byte[] classFile;
  private final ClassReader reader;

  /** Where the numbers of fields, methods and attributes stand. */
  private final int fields;

  private final int methods;
  private final int attributes;

  /**
   * Those of a class file.
   *
   * @throws RuntimeException if it is damaged, or of a version that is not known
   */
  public ClassMembers(byte[] classFile) {
    this.classFile = classFile;
    this.reader = new ClassReader(classFile);
    this.fields = reader.header + 8 + 2 * number(reader.header + 6);
    this.methods = endOfAll(fields);
    this.attributes = endOfAll(methods);
  }

  /** The superclass, null for {@code Object}. */
  public @Nullable String superName() {
    return reader.getSuperName();
  }

  /**
   * Whether the class declares a member.
   *
   * @param member {@code name(descriptor)result}, {@code name:descriptor} or {@code static
   *     name:descriptor}
   */
  public boolean declare(String member) {
    boolean isMethod = member.indexOf(':') < 0;
    boolean isStatic = member.startsWith(STATIC);
    int start = isStatic ? STATIC.length() : 0;
    int nameEnd = member.indexOf(isMethod ? '(' : ':');
    int descriptor = isMethod ? nameEnd : nameEnd + 1;
    boolean isAscii = isAscii(member);
    int at = (isMethod ? methods : fields) + 2;
    for (int left = number(at - 2); left > 0; left--) {
      if (isText(at + 2, member, start, nameEnd, isAscii)
          && isText(at + 4, member, descriptor, member.length(), isAscii)
          && (isMethod || isStatic == ((number(at) & Opcodes.ACC_STATIC) != 0))) {
        return true;
      }
      at = end(at);
    }
    return false;
  }

  /** Whether there is one method of this name, which is ASCII, and its descriptor ends so. */
  public boolean haveOneMethod(String name, String descriptorEnd) {
    int count = 0;
    boolean fits = false;
    int at = methods + 2;
    for (int left = number(methods); left > 0; left--) {
      if (isText(at + 2, name, 0, name.length(), true)) {
        count++;
        fits = text(at + 4).endsWith(descriptorEnd);
      }
      at = end(at);
    }
    return count == 1 && fits;
  }

  /** Whether every member of another class file is one here. */
  public boolean declareAllOf(ClassMembers other) {
    return declareAll(other, other.fields) && declareAll(other, other.methods);
  }

  private boolean declareAll(ClassMembers other, int table) {
    int at = table + 2;
    for (int left = other.number(table); left > 0; left--) {
      boolean isStatic = (other.number(at) & Opcodes.ACC_STATIC) != 0;
      String member =
          table == other.methods
              ? other.text(at + 2) + other.text(at + 4)
              : (isStatic ? STATIC : "") + other.text(at + 2) + ":" + other.text(at + 4);
      if (!declare(member)) {
        return false;
      }
      at = other.end(at);
    }
    return true;
  }

  /** The class file without its fields, and with none of its methods but those of these names. */
  byte[] excerpt(Collection<String> names) {
    ByteArrayOutputStream excerpt = new ByteArrayOutputStream(classFile.length);
    ByteArrayOutputStream kept = new ByteArrayOutputStream();
    int count = 0;
    int at = methods + 2;
    for (int left = number(methods); left > 0; left--) {
      int end = end(at);
      if (isOneOf(names, at)) {
        kept.write(classFile, at, end - at);
        count++;
      }
      at = end;
    }
    excerpt.write(classFile, 0, fields);
    writeNumber(0, excerpt);
    writeNumber(count, excerpt);
    excerpt.write(kept.toByteArray(), 0, kept.size());
    excerpt.write(classFile, attributes, classFile.length - attributes);
    return excerpt.toByteArray();
  }

  /**
   * The class file with other code in some of its methods.
   *
   * @param excerpt what became of {@link #excerpt}: its constants begin with those of this one
   * @param names the methods in it
   */
  byte[] with(ClassMembers excerpt, Collection<String> names) {
    ByteArrayOutputStream whole = new ByteArrayOutputStream(classFile.length * 2);
    byte[] others = excerpt.classFile;
    whole.write(others, 0, excerpt.reader.header);
    whole.write(classFile, reader.header, methods + 2 - reader.header);
    int other = excerpt.methods + 2;
    int at = methods + 2;
    for (int left = number(methods); left > 0; left--) {
      int end = end(at);
      if (isOneOf(names, at)) {
        int otherEnd = excerpt.end(other);
        whole.write(others, other, otherEnd - other);
        other = otherEnd;
      } else {
        whole.write(classFile, at, end - at);
      }
      at = end;
    }
    whole.write(others, excerpt.attributes, others.length - excerpt.attributes);
    return whole.toByteArray();
  }

  private boolean isOneOf(Collection<String> names, int method) {
    for (String name : names) {
      if (isText(method + 2, name, 0, name.length(), true)) {
        return true;
      }
    }
    return false;
  }

  private int endOfAll(int table) {
    int at = table + 2;
    for (int left = number(table); left > 0; left--) {
      at = end(at);
    }
    return at;
  }

  /** The end of the field or method that begins there. */
  private int end(int member) {
    int at = member + 8;
    for (int left = number(member + 6); left > 0; left--) {
      at += 6 + reader.readInt(at + 2);
    }
    return at;
  }

  private int number(int at) {
    return (classFile[at] & 0xff) << 8 | (classFile[at + 1] & 0xff);
  }

  private static void writeNumber(int number, ByteArrayOutputStream out) {
    out.write(number >> 8);
    out.write(number);
  }

  /** Not what somebody moved into a package with other letters. */
  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }

  /** Compares the text whose constant's number stands at a place. */
  private boolean isText(int place, String text, int start, int end, boolean isAscii) {
    if (!isAscii) {
      return text(place).equals(text.substring(start, end));
    }
    int constant = reader.getItem(number(place));
    if (number(constant) != end - start) {
      return false;
    }
    int shift = constant + 2 - start;
    // From the end: many names begin alike.
    for (int i = end - 1; i >= start; i--) {
      if (classFile[shift + i] != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private String text(int place) {
    return reader.readUTF8(place, new char[reader.getMaxStringLength()]);
  }
}
