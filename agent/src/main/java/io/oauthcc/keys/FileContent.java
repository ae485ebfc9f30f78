package io.oauthcc.keys;

import io.oauthcc.config.SmallFile;
import java.io.File;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads a file of keys or certificates whole, and tells by its first bytes what it is. */
final class FileContent {

  private static final int LIMIT = 1024 * 1024;
  private static final int JKS = 0xfeedfeed;
  private static final int JCEKS = 0xcececece;

  private FileContent() {}

  /**
   * Its bytes, one at least.
   *
   * @throws Unusable if it cannot be read, is empty or larger than 1 MiB
   */
  static byte[] of(File file) throws Unusable {
    byte[] content;
    try {
      content = SmallFile.bytes(file, LIMIT);
    } catch (IOException e) {
      throw new Unusable(String.valueOf(e.getMessage()), e);
    }
    if (content.length == 0) {
      throw new Unusable("is empty");
    }
    return content;
  }

  /** As {@link java.security.KeyStore#getInstance(String)} calls it; null: not a key store. */
  static @Nullable String storeType(byte[] content) {
    int magic = 0;
    for (int i = 0; i < 4 && i < content.length; i++) {
      magic = magic << 8 | (content[i] & 0xff);
    }
    if (magic == JKS) {
      return "JKS";
    }
    if (magic == JCEKS) {
      return "JCEKS";
    }
    return isPkcs12(content) ? "PKCS12" : null;
  }

  /** Whether it begins as DER does. */
  static boolean isDer(byte[] content) {
    return content[0] == Der.SEQUENCE;
  }

  /** RFC 7292 §4: a sequence that begins with the version 3. */
  private static boolean isPkcs12(byte[] content) {
    if (!isDer(content) || content.length < 8) {
      return false;
    }
    int length = content[1] & 0xff;
    // 0x80 says: of indefinite length, as BER may be.
    int start = length <= 0x80 ? 2 : 2 + (length & 0x7f);
    return start + 2 < content.length
        && content[start] == Der.INTEGER
        && content[start + 1] == 1
        && content[start + 2] == 3;
  }
}
