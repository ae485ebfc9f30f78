package io.oauthcc.it.driver;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** An application that does other things while its calls are held up: gives them up, mostly. */
abstract class PendingDriver implements HttpDriver {
  private final Map<String, Pending> calls = new HashMap<>();

  /** A call on its way. */
  static final class Pending {
    private final CompletableFuture<Line> outcome = new CompletableFuture<>();
    private final Callable<?> giveUp;
    private @Nullable Thread thread;

    private Pending(Callable<?> giveUp) {
      this.giveUp = giveUp;
    }

    void end(String text) {
      outcome.complete(
          new Line()
              .with("outcome", text)
              .with("interrupted", String.valueOf(Thread.currentThread().isInterrupted())));
    }

    void fail(Throwable failure) {
      end(described(failure));
    }
  }

  /**
   * Starts the call: with {@code async} by the client's own method, else on a thread of its own.
   *
   * @return as soon as the client has given control back
   */
  abstract Pending start(Line how) throws Exception;

  /** Ends a client, or what it runs on. */
  abstract void endClient(String client, String how) throws Exception;

  /** What the application's own code ran on inside the client. */
  String ranOn() {
    return "";
  }

  final Line run(Line command) throws Exception {
    Line done = new Line().with("done", "true");
    switch (command.get("do")) {
      case "start":
        calls.put(command.get("name"), start(command));
        return done;
      case "give-up":
        call(command).giveUp.call();
        return done;
      case "interrupt":
        Thread thread = call(command).thread;
        if (thread == null) {
          throw new IllegalArgumentException("no thread waits: " + command);
        }
        thread.interrupt();
        return done;
      case "result":
        return call(command).outcome.get(20, TimeUnit.SECONDS);
      case "end-client":
        endClient(command.get("client"), command.get("how"));
        return done;
      case "ran-on":
        return done.with("ran-on", ranOn());
      default:
        throw new IllegalArgumentException("unknown command " + command);
    }
  }

  private Pending call(Line command) {
    Pending call = calls.get(command.get("name"));
    if (call == null) {
      throw new IllegalArgumentException("never started: " + command);
    }
    return call;
  }

  /** A call that the client itself runs. */
  static Pending running(Callable<?> giveUp) {
    return new Pending(giveUp);
  }

  /** A call on a new thread: a virtual one, or with an interrupt from before, if it says so. */
  static Pending onThread(Line how, Callable<String> exchange, Callable<?> giveUp) {
    Pending pending = new Pending(giveUp);
    Runnable work =
        () -> {
          if (how.find("stale") != null) {
            Thread.currentThread().interrupt();
          }
          try {
            pending.end(exchange.call());
          } catch (Throwable failure) {
            pending.fail(failure);
          }
        };
    if (how.find("virtual") == null) {
      Thread thread = new Thread(work, "application");
      pending.thread = thread;
      thread.setDaemon(true);
      thread.start();
    } else {
      Thread thread = VirtualThreads.unstarted(work);
      pending.thread = thread;
      thread.start();
    }
    return pending;
  }

  static String described(Throwable thrown) {
    Throwable error = thrown;
    while ((error instanceof CompletionException || error instanceof ExecutionException)
        && error.getCause() != null) {
      error = error.getCause();
    }
    return error.toString();
  }

  @Override
  public final Answer call(Call call) {
    throw new UnsupportedOperationException();
  }

  @Override
  public final CompletableFuture<Answer> begin(Call call) {
    throw new UnsupportedOperationException();
  }

  @Override
  public final Answer webSocket(Call call) {
    throw new UnsupportedOperationException();
  }
}
