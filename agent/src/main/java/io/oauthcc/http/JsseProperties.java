package io.oauthcc.http;

import org.jspecify.annotations.Nullable;

/**
 * System properties that change every handshake of the JVM (JSSE Reference Guide, "Customizing
 * JSSE"), for the message of one that failed. Read for that alone: nothing depends on them here.
 */
final class JsseProperties {

  private static final String SERVER_NAME = "jsse.enableSNIExtension";
  private static final String PROTOCOLS = "jdk.tls.client.protocols";
  private static final int LONGEST_VALUE = 60;

  private JsseProperties() {}

  /**
   * The end of a sentence where the server may not have known which host was meant, else empty.
   *
   * @param host a name, as addresses are never told (RFC 6066 §3)
   */
  static String aboutServerName(String host) {
    boolean hidden = "false".equalsIgnoreCase(System.getProperty(SERVER_NAME));
    return hidden && Tls.serverName(host) != null
        ? "; "
            + SERVER_NAME
            + "=false keeps from the server which host is meant, so that it may have answered as"
            + " another: take that system property out"
        : "";
  }

  /** The end of a sentence where the two may have no protocol in common, else empty. */
  static String aboutProtocols() {
    String protocols = protocols();
    return protocols == null
        ? ""
        : "; the system property "
            + PROTOCOLS
            + "="
            + protocols
            + " allows no other protocol: the server may want one, take the property out or add it";
  }

  private static @Nullable String protocols() {
    String value = System.getProperty(PROTOCOLS);
    if (value == null || value.isEmpty()) {
      return null;
    }
    StringBuilder shown = new StringBuilder();
    for (int i = 0; i < value.length() && i < LONGEST_VALUE; i++) {
      char c = value.charAt(i);
      shown.append(c >= 0x20 && c < 0x7f ? c : '?');
    }
    return shown.toString();
  }
}
