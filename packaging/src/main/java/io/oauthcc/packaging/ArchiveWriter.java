package io.oauthcc.packaging;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;

/** Writes the format that {@code io.oauthcc.agent.ClassArchive} reads and describes. */
public final class ArchiveWriter {

  private static final int MAGIC = 0x6f617263;
  private static final int LONGEST_NAME = 0xffff;

  private ArchiveWriter() {}

  /**
   * The archive's bytes: the same for the same arguments.
   *
   * @param build tells the archives of one jar from those of another; not 0
   * @param contents by name as in a jar; names are ASCII
   */
  public static byte[] write(long build, SortedMap<String, byte[]> contents) {
    try (ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
      write(build, contents, bytes);
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new AssertionError("memory does not fail", e);
    }
  }

  private static void write(long build, SortedMap<String, byte[]> contents, OutputStream target)
      throws IOException {
    if (build == 0) {
      throw new IllegalArgumentException("build must not be 0");
    }
    DataOutputStream out = new DataOutputStream(target);
    out.writeInt(MAGIC);
    out.writeLong(build);
    out.writeInt(contents.size());
    for (Map.Entry<String, byte[]> entry : contents.entrySet()) {
      String name = entry.getKey();
      if (name.length() > LONGEST_NAME || !StandardCharsets.US_ASCII.newEncoder().canEncode(name)) {
        throw new IllegalArgumentException("cannot be a name in an archive: " + name);
      }
      out.writeShort(name.length());
      out.writeBytes(name);
      out.writeInt(entry.getValue().length);
    }
    for (byte[] content : contents.values()) {
      out.write(content);
    }
    out.flush();
  }
}
