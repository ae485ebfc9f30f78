package io.oauthcc.agent;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * The agent's jar as it was when the JVM started: all of its bytes, deflated as they are. The file
 * may be deleted, replaced or written over while the JVM runs, by a package upgrade say. An open
 * file would outlast the first two only, and where Java 8 maps it into memory, cutting it off ends
 * the JVM.
 *
 * <p>Reads what the build packs and no more (APPNOTE.TXT of PKWARE, 4.3): no ZIP64, no encryption.
 */
final class AgentJar {

  private static final int END = 0x06054b50;
  private static final int END_LENGTH = 22;
  private static final int CENTRAL_HEADER = 0x02014b50;
  private static final int CENTRAL_LENGTH = 46;
  private static final int LOCAL_LENGTH = 30;
  private static final int STORED = 0;
  private static final int UNSIGNED_SHORT = 0xffff;
  private static final long UNSIGNED_INT = 0xffffffffL;

  /** Larger pieces would be copied through as much memory outside the heap. */
  private static final int PIECE = 65536;

  /** Not from {@code StandardCharsets}, which loads all of its charsets. */
  private static final Charset NAME_CHARSET = Charset.forName("UTF-8");

  private final File file;
  private final ByteBuffer bytes;

  private AgentJar(File file, byte[] bytes) {
    this.file = file;
    this.bytes = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * Reads the whole file.
   *
   * @throws IOException if it cannot be read
   */
  static AgentJar read(File file) throws IOException {
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
    return new AgentJar(file, bytes);
  }

  /** Where it was read from. */
  File file() {
    return file;
  }

  /**
   * An entry's content, inflated anew.
   *
   * @throws IOException if there is no such entry, or it is damaged
   */
  byte[] content(String entryName) throws IOException {
    try {
      int header = centralHeader(entryName.getBytes(NAME_CHARSET));
      if (header < 0) {
        throw new IOException(entryName + " is missing in " + file);
      }
      int local = bytes.getInt(header + 42);
      int start = local + LOCAL_LENGTH + unsigned(local + 26) + unsigned(local + 28);
      int length = bytes.getInt(header + 20);
      byte[] content = new byte[bytes.getInt(header + 24)];
      if (unsigned(header + 10) == STORED) {
        System.arraycopy(bytes.array(), start, content, 0, content.length);
      } else {
        inflate(start, length, content);
      }
      CRC32 sum = new CRC32();
      sum.update(content, 0, content.length);
      if (sum.getValue() != (bytes.getInt(header + 16) & UNSIGNED_INT)) {
        throw damaged(entryName, null);
      }
      return content;
    } catch (Exception unreadable) {
      // One handler: the verifier loads the class of every other that a method names.
      throw unreadable instanceof IOException
          ? (IOException) unreadable
          : damaged(entryName, unreadable);
    }
  }

  private IOException damaged(String entryName, @Nullable Exception cause) {
    return new IOException(
        entryName
            + " in "
            + file
            + " is damaged, or the file was written over while this JVM started; restart the JVM",
        cause);
  }

  private void inflate(int start, int length, byte[] content)
      throws IOException, DataFormatException {
    Inflater inflater = new Inflater(true);
    try {
      inflater.setInput(bytes.array(), start, length);
      int inflated = 0;
      while (inflated < content.length) {
        int n = inflater.inflate(content, inflated, content.length - inflated);
        if (n == 0) {
          throw new IOException("the entry ends after " + inflated + " bytes");
        }
        inflated += n;
      }
    } finally {
      inflater.end();
    }
  }

  /** Where the central directory has the entry, or -1. */
  private int centralHeader(byte[] name) {
    int end = bytes.capacity() - END_LENGTH;
    while (bytes.getInt(end) != END) {
      end--;
    }
    int header = bytes.getInt(end + 16);
    while (bytes.getInt(header) == CENTRAL_HEADER) {
      int nameLength = unsigned(header + 28);
      if (nameLength == name.length && isAt(header + CENTRAL_LENGTH, name)) {
        return header;
      }
      header += CENTRAL_LENGTH + nameLength + unsigned(header + 30) + unsigned(header + 32);
    }
    return -1;
  }

  private boolean isAt(int position, byte[] name) {
    for (int i = 0; i < name.length; i++) {
      if (bytes.get(position + i) != name[i]) {
        return false;
      }
    }
    return true;
  }

  private int unsigned(int position) {
    return bytes.getShort(position) & UNSIGNED_SHORT;
  }
}
