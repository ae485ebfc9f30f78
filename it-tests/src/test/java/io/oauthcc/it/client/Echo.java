package io.oauthcc.it.client;

import okhttp3.WebSocket;
import okhttp3.WebSocketListener;

/** The server's end of a WebSocket that sends text back. */
final class Echo extends WebSocketListener {
  @Override
  public void onMessage(WebSocket socket, String text) {
    socket.send("echo of " + text);
  }

  @Override
  public void onClosing(WebSocket socket, int code, String reason) {
    socket.close(code, reason);
  }
}
