package io.oauthcc.grant;

import io.oauthcc.http.HttpAnswer;
import io.oauthcc.http.HttpRequest;

/** Where requests go out. */
interface Wire {

  /**
   * One exchange.
   *
   * @param name the address for messages, without its query
   * @throws TokenException if no complete answer came
   */
  HttpAnswer send(HttpRequest request, String name) throws TokenException;
}
