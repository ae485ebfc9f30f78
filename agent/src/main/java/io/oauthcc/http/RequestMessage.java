package io.oauthcc.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * A request as it goes on the wire (RFC 9112 §2.1). What is put in has no line break or control in
 * it: {@link HttpRequest} takes none, and an address has none. Prints nothing of it.
 */
final class RequestMessage {

  private final StringBuilder head = new StringBuilder();
  private byte[] body = {};

  RequestMessage(String method, String target) {
    head.append(method).append(' ').append(target).append(" HTTP/1.1\r\n");
  }

  RequestMessage header(String name, String value) {
    head.append(name).append(": ").append(value).append("\r\n");
    return this;
  }

  /** And its {@code Content-Length}. */
  void body(byte[] bytes) {
    header("Content-Length", Integer.toString(bytes.length));
    body = bytes;
  }

  /** In one piece: one packet, one record of TLS. */
  void writeTo(OutputStream out) throws IOException {
    byte[] start = (head + "\r\n").getBytes(StandardCharsets.US_ASCII);
    byte[] all = new byte[start.length + body.length];
    System.arraycopy(start, 0, all, 0, start.length);
    System.arraycopy(body, 0, all, start.length, body.length);
    out.write(all);
    out.flush();
  }
}
