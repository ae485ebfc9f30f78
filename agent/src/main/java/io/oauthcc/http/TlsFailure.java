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
                + context.trustName()
                + JsseProperties.aboutServerName(host),
            failure);
      }
      if (t instanceof InvalidAlgorithmParameterException) {
        return new HttpFailure(
            "TLS: nobody is trusted: " + context.whyTrustIsEmpty() + "; name yours by trust-store",
            failure);
      }
      if (t instanceof EOFException || t instanceof SocketException) {
        return HttpFailure.ofConnection(
            "TLS: "
                + Sockets.name(host, port)
                + " closed the connection"
                + JsseProperties.aboutServerName(host)
                + JsseProperties.aboutProtocols(),
            failure);
      }
      if (t instanceof CertificateException) {
        verdict = (CertificateException) t;
      }
    }
    if (verdict != null) {
      return isAboutName(verdict.getMessage())
          ? HttpFailure.ofStranger(
              certificate
                  + " is for another name ("
                  + verdict.getMessage()
                  + ")"
                  + JsseProperties.aboutServerName(host),
              failure)
          : new HttpFailure(certificate + " is refused (" + verdict.getMessage() + ")", failure);
    }
    String message = String.valueOf(failure.getMessage());
    return new HttpFailure(
        "TLS: no handshake with "
            + Sockets.name(host, port)
            + ": "
            + message
            + advice(message, context.keyName())
            + (isAboutProtocol(message) ? JsseProperties.aboutProtocols() : "")
            + (message.contains("alert") ? JsseProperties.aboutServerName(host) : ""),
        failure);
  }

  /** The two beginnings that the JDK's host check uses, on 8 to 26. */
  private static boolean isAboutName(@Nullable String message) {
    return message != null
        && (message.startsWith("No name matching") || message.startsWith("No subject alternative"));
  }

  /** Both sides' words for it, and the alert that some servers send in its place, on 8 to 26. */
  private static boolean isAboutProtocol(String message) {
    return message.contains("protocol") || message.contains("handshake_failure");
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
