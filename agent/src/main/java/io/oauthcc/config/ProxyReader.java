package io.oauthcc.config;

import io.oauthcc.target.HostName;
import io.oauthcc.target.Target;
import io.oauthcc.target.UrlPath;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code proxy}. By hand: what a user takes for a part of the password must never become the
 * host that it is sent to. Loaded only where it is set.
 */
final class ProxyReader {

  private static final String FORM =
      "write http://host:port, http://user:password@host:port or none";
  private static final String ENCODE =
      "in user and password write %40 for @, %2F for /, %3A for :, %3F for ?, %23 for #, %25 for %";

  private final Settings settings;

  ProxyReader(Settings settings) {
    this.settings = settings;
  }

  /** The proxy; null if the value is empty, which undoes an inherited one, or wrong. */
  @Nullable ProxyServer read(Setting setting) {
    String text = setting.value();
    if (text.isEmpty()) {
      return null;
    }
    if (text.equalsIgnoreCase("none")) {
      return ProxyServer.NONE;
    }
    int separator = text.indexOf("://");
    String mistake = schemeMistake(text, separator);
    if (mistake != null) {
      return wrong(setting, mistake);
    }
    String authority = UrlPath.withoutFinalSlash(text.substring(separator + 3));
    int at = authority.lastIndexOf('@');
    String place = authority.substring(at + 1);
    mistake = placeMistake(place);
    if (mistake != null) {
      return wrong(setting, mistake);
    }
    int nameEnd = Target.nameEnd(place);
    String name = place.substring(0, nameEnd);
    String normal = HostName.normalize(name);
    int port = HostName.decimal(place, nameEnd + 1, place.length(), 65535);
    if (normal == null) {
      return wrong(setting, "has no valid host; " + FORM);
    }
    String host = name.startsWith("[") ? name.substring(1, name.length() - 1) : normal;
    if (at < 0) {
      return new ProxyServer(host, port, null);
    }
    Secret credentials = credentials(setting, authority.substring(0, at));
    return credentials == null ? null : new ProxyServer(host, port, credentials);
  }

  private @Nullable ProxyServer wrong(Setting setting, String mistake) {
    settings.wrong(setting, mistake);
    return null;
  }

  private static @Nullable String schemeMistake(String text, int separator) {
    String scheme = separator < 0 ? "" : text.substring(0, separator).toLowerCase(Locale.ROOT);
    if (scheme.equals("http")) {
      return null;
    }
    if (scheme.equals("https")) {
      return "a proxy that is itself spoken to over TLS is not supported; what passes through it is"
          + " encrypted all the way also with http://host:port";
    }
    return scheme.startsWith("socks")
        ? "a SOCKS proxy is not supported; " + FORM
        : "is no proxy; " + FORM;
  }

  private static @Nullable String placeMistake(String place) {
    for (int i = 0; i < place.length(); i++) {
      char c = place.charAt(i);
      if (c == '/' || c == '?' || c == '#') {
        return "goes on after the port; " + FORM;
      }
    }
    int colon = place.indexOf(':');
    if (!place.startsWith("[") && colon >= 0 && place.indexOf(':', colon + 1) >= 0) {
      return "holds an IPv6 address without brackets; write it as in http://[2001:db8::1]:3128";
    }
    int nameEnd = Target.nameEnd(place);
    boolean port =
        nameEnd < place.length()
            && place.charAt(nameEnd) == ':'
            && HostName.decimal(place, nameEnd + 1, place.length(), 65535) > 0;
    return port ? null : "has no port from 1 to 65535; " + FORM;
  }

  /** The text that HTTP Basic encodes, or null and a problem. */
  private @Nullable Secret credentials(Setting setting, String userInfo) {
    for (int i = 0; i < userInfo.length(); i++) {
      if ("/?#@\\ ".indexOf(userInfo.charAt(i)) >= 0) {
        wrong(setting, ENCODE);
        return null;
      }
    }
    int colon = userInfo.indexOf(':');
    String user = decode(colon < 0 ? userInfo : userInfo.substring(0, colon));
    String password = colon < 0 ? "" : decode(userInfo.substring(colon + 1));
    String mistake = mistake(user, password);
    if (user == null || password == null || mistake != null) {
      wrong(setting, String.valueOf(mistake));
      return null;
    }
    if (setting.isOnCommandLine()) {
      settings.warn(
          setting,
          "ps shows this user and password to every user of the machine; write"
              + " proxy=${file:/path} or ${env:NAME}, or set it in the configuration file");
    }
    return Secret.of(user + ':' + password);
  }

  private static @Nullable String mistake(@Nullable String user, @Nullable String password) {
    if (user == null || password == null) {
      return "has a % that starts no percent-encoded UTF-8; " + ENCODE;
    }
    if (user.isEmpty()) {
      return "has no user before the @; " + FORM;
    }
    if (user.indexOf(':') >= 0) {
      return "has a user name with a colon, which HTTP Basic cannot carry (RFC 7617 §2)";
    }
    return Values.hasControl(user) || Values.hasControl(password)
        ? "has a control character in user or password, which HTTP Basic cannot carry (RFC 7617 §2)"
        : null;
  }

  /** Percent-decoded (RFC 3986 §2.1); null if an escape is broken or the bytes are not UTF-8. */
  private static @Nullable String decode(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] written = text.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < written.length; i++) {
      if (written[i] != '%') {
        bytes.write(written[i]);
        continue;
      }
      int high = i + 2 < written.length ? Character.digit(written[i + 1], 16) : -1;
      int low = i + 2 < written.length ? Character.digit(written[i + 2], 16) : -1;
      if (high < 0 || low < 0) {
        return null;
      }
      bytes.write(high << 4 | low);
      i += 2;
    }
    String decoded = new String(bytes.toByteArray(), StandardCharsets.UTF_8);
    return decoded.indexOf('\ufffd') >= 0 ? null : decoded;
  }
}
