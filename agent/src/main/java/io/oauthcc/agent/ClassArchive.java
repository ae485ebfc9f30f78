package io.oauthcc.agent;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.SoftReference;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Many class files in one entry of the agent's jar, read at once: looking up and inflating 700
 * entries one by one costs more than all that is done with them.
 *
 * <p>The entry is deflated by the jar and looks like this inside, big-endian:
 *
 * <pre>
 * u4 magic 0x6f617263 ("oarc")
 * u8 build                    the same in all archives of one jar
 * u4 count
 * count times, sorted by name:
 *   u2 length of name, name   ASCII, as in a jar: "io/oauthcc/token/TokenCache.class"
 *   u4 length of content
 * the contents, in the same order, without gaps
 * </pre>
 *
 * <p>Nothing is inflated before the first question. What was inflated is held softly: a JVM short
 * of memory drops it, and the next question inflates it again.
 */
final class ClassArchive {

  private static final int MAGIC = 0x6f617263;
  private static final int NAME_LENGTH_MASK = 0xffff;

  /** Not from {@code StandardCharsets}, which loads all of its charsets. */
  private static final Charset NAME_CHARSET = Charset.forName("UTF-8");

  private final AgentJar jar;
  private final String entryName;
  private final @Nullable ClassArchive sibling;
  private SoftReference<Map<String, ByteBuffer>> contents = new SoftReference<>(null);
  private long build;

  /**
   * @param entryName where in {@code jar} the archive is
   * @param sibling an archive that must be of the same build, or null
   */
  ClassArchive(AgentJar jar, String entryName, @Nullable ClassArchive sibling) {
    this.jar = jar;
    this.sibling = sibling;
    this.entryName = entryName;
  }

  /**
   * The content of that name, or null. It lies in the buffer's array, and is shared: callers leave
   * position and bytes alone.
   *
   * @throws IOException if the jar is damaged
   */
  @Nullable ByteBuffer find(String name) throws IOException {
    return contents().get(name);
  }

  /** Reads what {@link #find} gave. */
  static InputStream stream(ByteBuffer content) {
    return new ByteArrayInputStream(
        content.array(), content.arrayOffset() + content.position(), content.remaining());
  }

  private synchronized long build() throws IOException {
    contents();
    return build;
  }

  private synchronized Map<String, ByteBuffer> contents() throws IOException {
    Map<String, ByteBuffer> known = contents.get();
    if (known == null) {
      known = parse(jar.content(entryName));
      contents = new SoftReference<>(known);
    }
    return known;
  }

  private Map<String, ByteBuffer> parse(byte[] bytes) throws IOException {
    ByteBuffer archive = ByteBuffer.wrap(bytes);
    if (archive.remaining() < 16 || archive.getInt() != MAGIC) {
      throw new IOException(entryName + " in " + jar.file() + " is not a class archive");
    }
    long found = archive.getLong();
    if (sibling != null && sibling.build() != found) {
      throw new IOException(
          jar.file() + " was written over while this JVM started; restart the JVM");
    }
    build = found;
    int count = archive.getInt();
    String[] names = new String[count];
    int[] lengths = new int[count];
    for (int i = 0; i < count; i++) {
      int nameLength = archive.getShort() & NAME_LENGTH_MASK;
      int start = archive.position();
      names[i] = new String(bytes, start, nameLength, NAME_CHARSET);
      archive.position(start + nameLength);
      lengths[i] = archive.getInt();
    }
    Map<String, ByteBuffer> parsed = new HashMap<>(count * 2);
    int offset = archive.position();
    for (int i = 0; i < count; i++) {
      parsed.put(names[i], ByteBuffer.wrap(bytes, offset, lengths[i]));
      offset += lengths[i];
    }
    return parsed;
  }
}
