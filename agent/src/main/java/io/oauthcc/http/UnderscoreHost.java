package io.oauthcc.http;

import io.oauthcc.target.HostName;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.StandardConstants;

/**
 * The host check and the server name indication for host names with an underscore, as services in a
 * container network have them. The JDK's own ({@code sun.security.util.HostnameChecker}, {@link
 * javax.net.ssl.SNIHostName}) take no such name, whatever the certificate says.
 */
final class UnderscoreHost {

  private static final Integer DNS_NAME = 2;

  private UnderscoreHost() {}

  /** An address is none, though the zone of an IPv6 one may have an underscore. */
  static boolean is(String host) {
    return host.indexOf('_') >= 0 && host.indexOf(':') < 0;
  }

  /**
   * RFC 6066 §3.
   *
   * @param name in ASCII, without the final dot
   */
  static SNIServerName serverName(String name) {
    return new HostNameIndication(name.getBytes(StandardCharsets.US_ASCII));
  }

  /**
   * Whether the exchange may have failed for the server name alone. Java's own server ends the
   * handshake where it holds an underscore (JDK 17 and later), with an alert or without a word.
   */
  static boolean isServerNameRefused(String host, HttpFailure failure) {
    if (!is(host) || !(failure.getCause() instanceof SSLHandshakeException)) {
      return false;
    }
    for (Throwable t = failure.getCause(); t != null; t = t.getCause()) {
      if (t instanceof CertificateException || t instanceof InterruptedIOException) {
        return false;
      }
    }
    return true;
  }

  /**
   * The host check (RFC 9525 §6). Needed after each handshake, one that resumes a session too: the
   * certificate is then the one that the session began with.
   *
   * @throws SSLException if the peer showed no certificate for this host; the session is not
   *     resumed later
   */
  static void verify(String host, SSLSession session) throws SSLException {
    String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    try {
      Certificate peer = session.getPeerCertificates()[0];
      if (!(peer instanceof X509Certificate) || !isFor(name, (X509Certificate) peer)) {
        throw new CertificateException(
            "No subject alternative DNS name matching " + name + " found");
      }
    } catch (CertificateException e) {
      session.invalidate();
      throw Tls.ended(new SSLException(e.getMessage(), e));
    }
  }

  private static boolean isFor(String name, X509Certificate certificate)
      throws CertificateException {
    Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
    if (alternatives == null) {
      return false;
    }
    for (List<?> alternative : alternatives) {
      if (DNS_NAME.equals(alternative.get(0)) && matches(name, (String) alternative.get(1))) {
        return true;
      }
    }
    return false;
  }

  /**
   * RFC 9525 §6.3: equal but for the case of ASCII letters, where a left-most label {@code *}
   * stands for exactly one label. What follows the star has two labels at least, so that no
   * top-level domain is meant.
   */
  static boolean matches(String name, String pattern) {
    // Other letters have ASCII ones as their lower case: the Kelvin sign, for one.
    if (!HostName.isAscii(name) || !HostName.isAscii(pattern)) {
      return false;
    }
    String wanted = name.toLowerCase(Locale.ROOT);
    String offered = pattern.toLowerCase(Locale.ROOT);
    if (!offered.startsWith("*.")) {
      return wanted.equals(offered);
    }
    String parent = offered.substring(1);
    int firstDot = wanted.indexOf('.');
    return firstDot > 0 && parent.indexOf('.', 1) > 0 && wanted.substring(firstDot).equals(parent);
  }

  private static final class HostNameIndication extends SNIServerName {
    HostNameIndication(byte[] name) {
      super(StandardConstants.SNI_HOST_NAME, name);
    }
  }
}
