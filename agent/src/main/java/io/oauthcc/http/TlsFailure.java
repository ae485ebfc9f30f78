package io.oauthcc.http;

import java.io.EOFException;
import java.net.SocketException;
import java.security.InvalidAlgorithmParameterException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Why there is no TLS connection any more or yet, in words for the operator. */
final class TlsFailure {

  private TlsFailure() {}

  static HttpFailure of(SSLException failure, String host, int port, TlsContext context) {
    String certificate = "TLS: certificate of " + host;
    CertificateException verdict = null;
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof IllegalArgumentException && host.indexOf('_') >= 0) {
        // sun.security.util.HostnameChecker takes names that SNI can carry, and no others.
        return new HttpFailure(
            certificate
                + " is refused: Java's TLS accepts no host name with an underscore; give the"
                + " endpoint's address by a name without one",
            failure);
      }
      if (t instanceof CertificateExpiredException) {
        return new HttpFailure(certificate + " has expired (" + t.getMessage() + ")", failure);
      }
      if (t instanceof CertificateNotYetValidException) {
        return new HttpFailure(certificate + " is not valid yet (" + t.getMessage() + ")", failure);
      }
      if (t instanceof CertPathBuilderException) {
        return new HttpFailure(
            certificate
                + " is not trusted ("
                + t.getMessage()
                + "); if its authority is your own, name it by "
                + context.trustName(),
            failure);
      }
      if (t instanceof InvalidAlgorithmParameterException) {
        return new HttpFailure(
            "TLS: nobody is trusted: javax.net.ssl.trustStore names a store that does not exist or"
                + " holds no certificate; name yours by trust-store",
            failure);
      }
      if (t instanceof EOFException || t instanceof SocketException) {
        return HttpFailure.ofConnection(
            "TLS: " + Sockets.name(host, port) + " closed the connection", failure);
      }
      if (t instanceof CertificateException) {
        verdict = (CertificateException) t;
      }
    }
    if (verdict != null) {
      String what = isAboutName(verdict.getMessage()) ? " is for another name (" : " is refused (";
      return new HttpFailure(certificate + what + verdict.getMessage() + ")", failure);
    }
    return new HttpFailure(
        "TLS: no handshake with "
            + Sockets.name(host, port)
            + ": "
            + failure.getMessage()
            + advice(String.valueOf(failure.getMessage()), context.keyName()),
        failure);
  }

  /** The two beginnings that the JDK's host check uses, on 8 to 26. */
  private static boolean isAboutName(@Nullable String message) {
    return message != null
        && (message.startsWith("No name matching") || message.startsWith("No subject alternative"));
  }

  /** For the alerts (RFC 8446 §6.2) by which a server refuses a client's certificate. */
  private static String advice(String message, @Nullable String keyName) {
    boolean aboutClient =
        message.contains("alert")
            && (message.contains("certificate")
                || message.contains("unknown_ca")
                || message.contains("handshake_failure"));
    if (!aboutClient) {
      return "";
    }
    return keyName == null
        ? "; if it asks for a client certificate, name that by key-store"
        : "; it may not accept the client certificate of " + keyName;
  }
}
