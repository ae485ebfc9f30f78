package io.oauthcc.http;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Why a handshake failed, in words for the operator. */
final class TlsFailure {

  private TlsFailure() {}

  static HttpFailure of(SSLException failure, String host, int port) {
    String certificate = "TLS: certificate of " + host;
    CertificateException verdict = null;
    for (Throwable t = failure; t != null; t = t.getCause()) {
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
                + "); if its authority is your own, name it with javax.net.ssl.trustStore",
            failure);
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
        "TLS: no handshake with " + Sockets.name(host, port) + ": " + failure.getMessage(),
        failure);
  }

  /** The two beginnings that the JDK's host check uses, on 8 to 26. */
  private static boolean isAboutName(@Nullable String message) {
    return message != null
        && (message.startsWith("No name matching") || message.startsWith("No subject alternative"));
  }
}
