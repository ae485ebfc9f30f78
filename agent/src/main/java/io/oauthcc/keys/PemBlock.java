package io.oauthcc.keys;

import io.oauthcc.config.StoreFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * One block of a PEM file (RFC 7468): its label and its bytes. What stands between blocks is
 * comment; lines end as they like, and one may begin with a byte-order mark, as the first of each
 * file does in a bundle that an editor's files were joined to. Immutable.
 */
final class PemBlock {

  private static final String BEGIN = "-----BEGIN ";
  private static final String END = "-----END ";
  private static final String DASHES = "-----";

  /** UTF-8's, as ISO 8859-1 shows it. */
  private static final String BYTE_ORDER_MARK = "\u00ef\u00bb\u00bf";

  private final String label;
  private final byte[] bytes;

  private PemBlock(String label, byte[] bytes) {
    this.label = label;
    this.bytes = bytes;
  }

  /** Whether a store is PEM: by its configured type, else by its content. */
  static boolean isPem(byte[] content, StoreFile store) {
    String type = store.type();
    return type == null
        ? new String(content, StandardCharsets.ISO_8859_1).contains(BEGIN)
        : type.equalsIgnoreCase("PEM");
  }

  /** All blocks in their order; none if there is none. */
  static List<PemBlock> all(byte[] content) throws Unusable {
    List<PemBlock> blocks = new ArrayList<>();
    String label = null;
    StringBuilder body = new StringBuilder();
    for (String raw : lines(content)) {
      String line =
          (raw.startsWith(BYTE_ORDER_MARK) ? raw.substring(BYTE_ORDER_MARK.length()) : raw).trim();
      if (line.startsWith(BEGIN) && line.endsWith(DASHES)) {
        if (label != null) {
          throw unfinished(label);
        }
        label = line.substring(BEGIN.length(), line.length() - DASHES.length());
        body.setLength(0);
      } else if (label != null && line.equals(END + label + DASHES)) {
        blocks.add(new PemBlock(label, decode(label, body.toString())));
        label = null;
      } else if (label != null) {
        refuseOldEncryption(line);
        body.append(line);
      }
    }
    if (label != null) {
      throw unfinished(label);
    }
    return blocks;
  }

  private static List<String> lines(byte[] content) {
    List<String> lines = new ArrayList<>();
    String text = new String(content, StandardCharsets.ISO_8859_1);
    int start = 0;
    for (int i = 0; i <= text.length(); i++) {
      if (i == text.length() || text.charAt(i) == '\n' || text.charAt(i) == '\r') {
        lines.add(text.substring(start, i));
        start = i + 1;
      }
    }
    return lines;
  }

  /** RFC 1421 §4.6: a key derivation of one MD5, which nobody should rely on. */
  private static void refuseOldEncryption(String line) throws Unusable {
    if (line.startsWith("Proc-Type:")) {
      throw new Unusable(
          "holds a private key in OpenSSL's old encryption (Proc-Type: 4,ENCRYPTED); convert it:"
              + " openssl pkcs8 -topk8 -v2 aes-256-cbc -in old.pem -out new.pem");
    }
  }

  private static byte[] decode(String label, String base64) throws Unusable {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      // Without the cause, which quotes the content.
      throw new Unusable("holds a block " + label + " that is not base64");
    }
  }

  private static Unusable unfinished(String label) {
    return new Unusable("holds a block " + label + " without its end; is it half written?");
  }

  /** {@code PRIVATE KEY}, {@code CERTIFICATE}, … */
  String label() {
    return label;
  }

  byte[] bytes() {
    return bytes.clone();
  }

  /** The label only. */
  @Override
  public String toString() {
    return label;
  }
}
