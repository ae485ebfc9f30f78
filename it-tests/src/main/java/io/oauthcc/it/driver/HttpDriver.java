package io.oauthcc.it.driver;

import java.util.concurrent.CompletableFuture;

/** One HTTP client. Redirects are followed, as far as the client does by itself. */
public interface HttpDriver {

  /** Makes the call and waits for its answer; on the asynchronous method if it says so. */
  Answer call(Call call) throws Exception;

  /**
   * Starts the call on the asynchronous method.
   *
   * @return as soon as the client has given control back
   * @throws UnsupportedOperationException if the client has no such method
   */
  CompletableFuture<Answer> begin(Call call) throws Exception;

  /**
   * Opens a WebSocket, sends the call's body as a text message and waits for one back: the answer's
   * body.
   *
   * @throws UnsupportedOperationException if the client has no WebSockets
   */
  Answer webSocket(Call call) throws Exception;
}
