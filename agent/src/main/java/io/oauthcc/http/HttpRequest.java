package io.oauthcc.http;

import io.oauthcc.target.Authority;
import java.net.URI;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * One request: method, address, headers in the order given, body. Immutable. The address's path and
 * query go out byte for byte as written. {@code Host}, {@code Content-Length} and {@code
 * Connection} are the exchange's own.
 */
public final class HttpRequest {

  private static final Set<String> FRAMING =
      Collections.unmodifiableSet(
          new HashSet<>(
              Arrays.asList(
                  "connection",
                  "content-length",
                  "expect",
                  "host",
                  "keep-alive",
                  "proxy-connection",
                  "te",
                  "trailer",
                  "transfer-encoding",
                  "upgrade")));

  private final String method;
  private final URI uri;
  private final Authority authority;
  private final Map<String, String> headers;
  private final byte[] body;

  private HttpRequest(Builder builder) {
    this.method = builder.method;
    this.uri = builder.uri;
    this.authority = builder.authority;
    Map<String, String> byName = new LinkedHashMap<>();
    for (Header header : builder.headers.values()) {
      byName.put(header.name, header.value);
    }
    this.headers = Collections.unmodifiableMap(byName);
    this.body = builder.body;
  }

  /**
   * A request without headers and with an empty body.
   *
   * @param method for example {@code POST}
   * @param uri absolute, http or https, with a host
   */
  public static Builder builder(String method, URI uri) {
    return new Builder(method, uri);
  }

  public String method() {
    return method;
  }

  public URI uri() {
    return uri;
  }

  /** In the order they go out. */
  public Map<String, String> headers() {
    return headers;
  }

  /** A copy; empty if there is none. */
  public byte[] body() {
    return body.clone();
  }

  /** RFC 9110 §8.6: {@code Content-Length: 0} where the method lets expect a body, as POST does. */
  boolean hasBody() {
    return body.length > 0 || !(method.equals("GET") || method.equals("HEAD"));
  }

  boolean isTls() {
    return "https".equalsIgnoreCase(uri.getScheme());
  }

  /** The host without the brackets of an IPv6 literal. */
  String host() {
    String host = authority.host();
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  int port() {
    if (authority.port() != -1) {
      return authority.port();
    }
    return isTls() ? 443 : 80;
  }

  /** The host as written, an IPv6 literal in brackets. */
  String hostInAddress() {
    return authority.host();
  }

  /** Whether it is readable by whoever passes it on, which nobody between this JVM and it does. */
  boolean isPlainOnLoopback() {
    return !isTls() && authority.isLoopback();
  }

  /** What the {@code Host} header says: the port only where the address names one. */
  String authority() {
    return authority.toString();
  }

  /** RFC 9112 §3.2.1, origin-form. */
  String target() {
    URI ascii = URI.create(uri.toASCIIString());
    String path = ascii.getRawPath();
    String target = path == null || path.isEmpty() ? "/" : path;
    return ascii.getRawQuery() == null ? target : target + '?' + ascii.getRawQuery();
  }

  /** RFC 9112 §3.2.2, absolute-form, as a proxy wants it. */
  String absoluteTarget() {
    return "http://" + authority() + target();
  }

  /** The method and the host only: path, query, headers and body may hold secrets. */
  @Override
  public String toString() {
    return method + ' ' + uri.getScheme() + "://" + authority();
  }

  private static final class Header {
    final String name;
    final String value;

    Header(String name, String value) {
      this.name = name;
      this.value = value;
    }
  }

  /** Collects a request. */
  public static final class Builder {
    private final String method;
    private final URI uri;
    private final Authority authority;
    private final Map<String, Header> headers = new LinkedHashMap<>();
    private byte[] body = new byte[0];

    private Builder(String method, URI uri) {
      Authority named = Authority.of(uri);
      if (named == null) {
        throw new IllegalArgumentException("the address has no host");
      }
      this.method = method;
      this.uri = uri;
      this.authority = named;
    }

    /**
     * Puts a header on; one of the same name, in any case, is replaced in its place.
     *
     * @throws IllegalArgumentException if the name is not a token (RFC 9110 §5.1) or is one that
     *     frames the message, or the value holds something but visible ASCII, spaces and tabs; the
     *     message names the header, never its value
     */
    public Builder header(String name, String value) {
      String key = name.toLowerCase(Locale.ROOT);
      if (!isToken(name)) {
        throw new IllegalArgumentException("a header name holds a forbidden character");
      }
      if (FRAMING.contains(key)) {
        throw new IllegalArgumentException("header " + name + " cannot be set");
      }
      if (!isFieldValue(value)) {
        throw new IllegalArgumentException(
            "header " + name + " holds a line break, a control or a non-ASCII character");
      }
      headers.put(key, new Header(name, value));
      return this;
    }

    /** The body as it goes on the wire, and its {@code Content-Type} unless one is set already. */
    public Builder body(byte[] bytes, String contentType) {
      body = bytes.clone();
      if (!headers.containsKey("content-type")) {
        header("Content-Type", contentType);
      }
      return this;
    }

    /** The request as collected so far. */
    public HttpRequest build() {
      return new HttpRequest(this);
    }

    private static boolean isToken(String name) {
      if (name.isEmpty()) {
        return false;
      }
      for (int i = 0; i < name.length(); i++) {
        char c = name.charAt(i);
        boolean alphanumeric =
            (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (!alphanumeric && "!#$%&'*+-.^_`|~".indexOf(c) < 0) {
          return false;
        }
      }
      return true;
    }

    private static boolean isFieldValue(String value) {
      for (int i = 0; i < value.length(); i++) {
        char c = value.charAt(i);
        if ((c < 0x20 && c != '\t') || c >= 0x7f) {
          return false;
        }
      }
      return true;
    }
  }
}
