package io.oauthcc.it.client;

import io.oauthcc.it.ApiServer;
import io.oauthcc.it.Application;
import io.oauthcc.it.OAuthClient;
import io.oauthcc.it.driver.Line;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import okhttp3.mockwebserver.MockResponse;
import org.jspecify.annotations.Nullable;

/** An application and a folder of a server whose calls are held up until they are let go. */
final class Held {
  private final Application application;
  private final String id;
  private final UnaryOperator<String> url;
  private final ApiServer foreign;
  private @Nullable OAuthClient client;
  private Brake brake = new Brake();

  /** A server that keeps its answer back. */
  static final class Brake {
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch gate = new CountDownLatch(1);

    MockResponse answer() {
      asked.countDown();
      await(gate);
      return new MockResponse();
    }

    void release() {
      gate.countDown();
    }

    private static void await(CountDownLatch latch) {
      try {
        if (!latch.await(60, TimeUnit.SECONDS)) {
          throw new AssertionError("nobody came");
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError("interrupted", e);
      }
    }
  }

  Held(Application application, String id, UnaryOperator<String> url, ApiServer foreign) {
    this.application = application;
    this.id = id;
    this.url = url;
    this.foreign = foreign;
  }

  Held heldBy(OAuthClient held) {
    client = held.hold();
    return this;
  }

  Held heldBy(Brake held) {
    brake = held;
    return this;
  }

  /** A name for a client that nobody else uses. */
  String id() {
    return id;
  }

  /** The URL of something in the folder. */
  String url(String path) {
    return url.apply(path);
  }

  /** The URL of a foreign host that redirects there. */
  String redirect(String path) {
    return foreign.redirect(302, url(path));
  }

  /** How often a token was asked for. */
  int tokenRequests() {
    return client == null ? 1 : client.requests();
  }

  /** Starts a call into the folder, with these settings of the driver, by name and value. */
  Held start(String name, String path, String... how) {
    return startAt(name, url(path), how);
  }

  /** Starts a call anywhere; returns once the client has given control back. */
  Held startAt(String name, String anyUrl, String... how) {
    Line line = line("start", name).with("url", anyUrl).with("client", id);
    for (int i = 0; i < how.length; i += 2) {
      line.with(how[i], how[i + 1]);
    }
    tell(line);
    return this;
  }

  /** Waits until the call hangs. */
  Held awaitHeld() {
    if (client == null) {
      Brake.await(brake.asked);
    } else {
      client.awaitAsked();
    }
    return this;
  }

  Held release() {
    if (client == null) {
      brake.release();
    } else {
      client.release();
    }
    return this;
  }

  /** Gives the call up in the client's own way. */
  Held giveUp(String name) {
    tell(line("give-up", name));
    return this;
  }

  /** Interrupts the thread that makes the call. */
  Held interrupt(String name) {
    tell(line("interrupt", name));
    return this;
  }

  /** Ends the client. */
  Held end(String how) {
    tell(new Line().with("do", "end-client").with("client", id).with("how", how));
    return this;
  }

  /** Waits for the call to end: its status, or what was thrown. */
  String result(String name) {
    return tell(line("result", name)).get("outcome");
  }

  /** The same with whether the thread was left interrupted. */
  String resultAndInterrupt(String name) {
    Line result = tell(line("result", name));
    return result.get("outcome") + ", interrupted: " + result.get("interrupted");
  }

  private static Line line(String operation, String name) {
    return new Line().with("do", operation).with("name", name);
  }

  Line tell(Line line) {
    return application.tell(line);
  }
}
