package io.oauthcc.grant;

import io.oauthcc.config.ClientAuthenticationMethod;
import io.oauthcc.config.Registration;
import io.oauthcc.http.HttpAnswer;
import io.oauthcc.log.Log;
import io.oauthcc.time.Clock;
import io.oauthcc.time.Moment;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Collections;

/**
 * Reads an answer that nobody sent, so that what reads the first real one is loaded while that is
 * asked for. Half of what a first token costs beside the network is this, and an application waits
 * for it. Nothing becomes of the token in it.
 */
public final class Rehearsal implements Runnable {

  private static final String BODY =
      "{\"access_token\":\"none\",\"token_type\":\"Bearer\",\"expires_in\":300}";
  private static final String ANSWER =
      "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
          + BODY.length()
          + "\r\n\r\n"
          + BODY;

  private final Registration registration;
  private final Clock clock;
  private final Log log;

  /** As the registration has its answers read, and the log that tells of them. */
  public Rehearsal(Registration registration, Clock clock, Log log) {
    this.registration = registration;
    this.clock = clock;
    this.log = log;
  }

  @Override
  public void run() {
    try {
      read();
    } catch (IOException notOfTheKindItWants) {
      // What says so is loaded, too.
    }
    log.prepare();
  }

  IssuedToken read() throws IOException {
    HttpAnswer answer =
        HttpAnswer.read(new ByteArrayInputStream(ANSWER.getBytes(StandardCharsets.US_ASCII)));
    URI nowhere = URI.create("http://rehearsal.invalid/");
    TokenEndpoint endpoint = new TokenEndpoint(nowhere, ClientAuthenticationMethod.NONE, null);
    ServerText text = new ServerText(registration, nowhere, Collections.<String>emptyList());
    return new TokenResponse(registration, endpoint, text, Moment.now(clock), clock).read(answer);
  }
}
