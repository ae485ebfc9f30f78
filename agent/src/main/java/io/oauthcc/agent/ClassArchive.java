package io.oauthcc.agent;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.SoftReference;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * The classes and resources of the agent and its libraries: one entry of its jar, which the jar
 * does not deflate. The whole file is read when the JVM starts, and may be deleted, replaced or
 * written over from then on, by a package upgrade say. An open file would outlast the first two
 * only, and where Java 8 maps it into memory, cutting it off ends the JVM.
 *
 * <p>Code that is still interpreted can look a name up without taking the rest apart. The entry is,
 * big-endian:
 *
 * <pre>
 * u4 magic 0x6f617263 ("oarc")
 * u4 length of the head, which is all that comes before the first section
 * u4 CRC-32 of the head from here on
 * u4 count of sections, then for each:
 *   u4 offset in the entry
 *   u4 length
 *   u4 length when inflated; the same: it is not deflated
 *   u4 CRC-32 when inflated
 * u4 count of slots, a power of two, then for each, all 0 if it is free:
 *   u4 hash of a name: {@link String#hashCode}
 *   u4 offset of the name in the entry
 *   u2 length of the name, ASCII
 *   u2 section
 *   u4 offset of its content in the section
 *   u4 length of its content
 * the names
 * the sections
 * </pre>
 *
 * <p>A name is that of a class, {@code io.oauthcc.token.TokenCache}, the path of a resource, or a
 * package of those classes with a final dot, which has no content. It is in the first slot from the
 * one that the lowest bits of its hash count that is neither free nor another name's.
 */
final class ClassArchive {

  private static final String ENTRY = "META-INF/oauthcc.archive";
  private static final int MAGIC = 0x6f617263;
  private static final int SECTIONS = 12;
  private static final int SECTION_LENGTH = 16;
  private static final int SLOT_LENGTH = 20;

  // APPNOTE.TXT of PKWARE, 4.3; no ZIP64, no encryption. The marks are read as the rest is.
  private static final int END = 0x504b0506;
  private static final int END_LENGTH = 22;
  private static final int CENTRAL_HEADER = 0x504b0102;
  private static final int CENTRAL_LENGTH = 46;
  private static final int METHOD = 10;
  private static final int STORED = 0;
  private static final int LOCAL_LENGTH = 30;

  /** Larger pieces would be copied through as much memory outside the heap. */
  private static final int PIECE = 65536;

  private final File file;
  private final byte[] jar;
  private final int start;
  private final int slots;

  /** What was inflated, held softly: a JVM short of memory drops it. */
  private final SoftReference<?>[] sections;

  /**
   * Reads the agent's jar.
   *
   * @throws IOException if it cannot be read or is damaged
   */
  ClassArchive(File file) throws IOException {
    this.file = file;
    this.jar = read(file);
    try {
      start = startOfEntry();
      int head = int4(start + 4);
      if (int4(start) != MAGIC || crc(jar, start + SECTIONS, head - SECTIONS) != int4(start + 8)) {
        throw new IOException("the archive's head is not right");
      }
      sections = new SoftReference<?>[int4(start + SECTIONS)];
      slots = row(sections.length);
    } catch (Exception unreadable) {
      // One handler: the verifier loads the class of every other that a method names.
      throw damaged(unreadable);
    }
  }

  private static byte[] read(File file) throws IOException {
    byte[] bytes = new byte[(int) file.length()];
    try (InputStream in = new FileInputStream(file)) {
      int read = 0;
      while (read < bytes.length) {
        int n = in.read(bytes, read, Math.min(PIECE, bytes.length - read));
        if (n < 0) {
          throw new IOException(file + " ends after " + read + " bytes");
        }
        read += n;
      }
    }
    return bytes;
  }

  private IOException damaged(Exception cause) {
    // Without a cause, since the root of a failure is what is told.
    return new IOException(
        file
            + " is damaged, or was written over while this JVM started ("
            + (cause instanceof IOException ? cause.getMessage() : cause)
            + "); restart the JVM");
  }

  private int startOfEntry() throws IOException {
    int end = jar.length - END_LENGTH;
    while (int4(end) != END) {
      end--;
    }
    int header = little4(end + 16);
    while (int4(header) == CENTRAL_HEADER) {
      int nameLength = little2(header + 28);
      if (isAt(header + CENTRAL_LENGTH, nameLength, ENTRY)) {
        if (little2(header + METHOD) != STORED) {
          throw new IOException(ENTRY + " was deflated: use the jar as it was built");
        }
        int local = little4(header + 42);
        return local + LOCAL_LENGTH + little2(local + 26) + little2(local + 28);
      }
      header += CENTRAL_LENGTH + nameLength + little2(header + 30) + little2(header + 32);
    }
    throw new IOException(ENTRY + " is missing");
  }

  /** Where it was read from. */
  File file() {
    return file;
  }

  /** Whether there is such a name. */
  boolean has(String name) {
    return slotOf(name) >= 0;
  }

  /**
   * The content of that name, or null. It lies in the buffer's array, and is shared: callers leave
   * position and bytes alone.
   *
   * @throws IOException if the jar is damaged
   */
  @Nullable ByteBuffer content(String name) throws IOException {
    int slot = slotOf(name);
    if (slot < 0) {
      return null;
    }
    int section = int2(slot + 10);
    byte[] content = section(section);
    int offset = int4(slot + 12);
    return ByteBuffer.wrap(
        content, content == jar ? startOf(section) + offset : offset, int4(slot + 16));
  }

  /** Reads what {@link #content} gave. */
  static InputStream stream(ByteBuffer content) {
    return new ByteArrayInputStream(
        content.array(), content.arrayOffset() + content.position(), content.remaining());
  }

  /** Where the name's slot is, or -1. */
  private int slotOf(String name) {
    int hash = name.hashCode();
    int mask = int4(slots) - 1;
    int next = hash & mask;
    while (true) {
      int slot = slots + 4 + next * SLOT_LENGTH;
      int length = int2(slot + 8);
      if (length == 0) {
        return -1;
      }
      if (int4(slot) == hash && isAt(start + int4(slot + 4), length, name)) {
        return slot;
      }
      next = (next + 1) & mask;
    }
  }

  /** The array that a section is in: the jar's own where it is not deflated. */
  private synchronized byte[] section(int index) throws IOException {
    SoftReference<?> reference = sections[index];
    Object known = reference == null ? null : reference.get();
    if (known != null) {
      return (byte[]) known;
    }
    byte[] content = inflated(index);
    sections[index] = new SoftReference<>(content);
    return content;
  }

  private byte[] inflated(int section) throws IOException {
    int row = row(section);
    int offset = startOf(section);
    int length = int4(row + 4);
    int inflatedLength = int4(row + 8);
    try {
      boolean stored = length == inflatedLength;
      byte[] content = stored ? jar : new byte[inflatedLength];
      if (!stored) {
        Inflater inflater = new Inflater(true);
        try {
          inflater.setInput(jar, offset, length);
          inflater.inflate(content);
        } finally {
          inflater.end();
        }
      }
      if (crc(content, stored ? offset : 0, inflatedLength) != int4(row + 12)) {
        throw new IOException("a section's sum is not right");
      }
      return content;
    } catch (Exception unreadable) {
      throw damaged(unreadable);
    }
  }

  private int startOf(int section) {
    return start + int4(row(section));
  }

  /** Where the head tells of a section. */
  private int row(int section) {
    return start + SECTIONS + 4 + section * SECTION_LENGTH;
  }

  private static int crc(byte[] bytes, int offset, int length) {
    CRC32 sum = new CRC32();
    sum.update(bytes, offset, length);
    return (int) sum.getValue();
  }

  @SuppressWarnings("deprecation") // The one constructor that takes bytes as they are.
  private boolean isAt(int position, int length, String name) {
    return length == name.length() && name.equals(new String(jar, 0, position, length));
  }

  // By hand: in a buffer each of these is a dozen calls, and the compiler is busy with them.

  private int int4(int at) {
    return int2(at) << 16 | int2(at + 2);
  }

  private int int2(int at) {
    return (jar[at] & 0xff) << 8 | (jar[at + 1] & 0xff);
  }

  private int little4(int at) {
    return little2(at) | little2(at + 2) << 16;
  }

  private int little2(int at) {
    return (jar[at] & 0xff) | (jar[at + 1] & 0xff) << 8;
  }
}
