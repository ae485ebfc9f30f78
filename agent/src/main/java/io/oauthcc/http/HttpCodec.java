package io.oauthcc.http;

import io.oauthcc.config.ProxyServer;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import org.jspecify.annotations.Nullable;

/**
 * A request and the answer to it (RFC 9112) over a socket. It closes nothing. What reads the answer
 * is loaded once the request is out, while the server works.
 */
final class HttpCodec {

  private final Socket socket;
  private final String peer;
  private final String itsAnswer;

  private HttpCodec(Socket socket, String peer, String itsAnswer) {
    this.socket = socket;
    this.peer = peer;
    this.itsAnswer = itsAnswer;
  }

  static HttpCodec ofServer(Socket socket) {
    return new HttpCodec(socket, "the server", "the answer");
  }

  static HttpCodec ofProxy(Socket socket, ProxyServer proxy) {
    return new HttpCodec(socket, "the proxy " + proxy, "the answer of the proxy " + proxy);
  }

  /**
   * Sends the request; of the final answer reads the status only.
   *
   * @throws HttpFailure if there is none that could be understood
   * @throws IOException if the connection broke
   */
  int status(RequestMessage request) throws IOException {
    return answerTo(request).status();
  }

  /**
   * Sends the request and reads the answer: a good one whole, any other as far as it comes and its
   * first 64 KiB, since the status says enough.
   *
   * @throws HttpFailure if there is none that could be understood
   * @throws IOException if the connection broke
   */
  HttpAnswer answer(RequestMessage request) throws IOException {
    return answerTo(request).whole();
  }

  private AnswerReader answerTo(RequestMessage request) throws IOException {
    SocketException unsent = send(request);
    return new AnswerReader(socket.getInputStream(), unsent, peer, itsAnswer);
  }

  /**
   * Null, or why it could not be sent. The server may have said why before it hung up: by an
   * answer, or by an alert, as one does that refuses the client's certificate in TLS 1.3.
   */
  private @Nullable SocketException send(RequestMessage request) throws IOException {
    try {
      request.writeTo(socket.getOutputStream());
      return null;
    } catch (SocketException e) {
      return e;
    }
  }
}
