package io.oauthcc.it.driver;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * A small program, one method of a class, that writes down all that an application can see of its
 * client, so that two runs of it can be compared.
 */
public final class Scene {
  private final Line command;
  private final StringBuilder transcript = new StringBuilder();

  private Scene(Line command) {
    this.command = command;
  }

  /** Plays the static method that the command names. */
  static Line play(Line command) throws Exception {
    Scene scene = new Scene(command);
    Method method =
        Class.forName(command.get("scenes")).getDeclaredMethod(command.get("scene"), Scene.class);
    try {
      method.invoke(null, scene);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof Exception) {
        throw (Exception) e.getCause();
      }
      throw e;
    }
    return new Line().with("transcript", scene.transcript());
  }

  /** The URL at one of the places the test has set up. */
  public String url(String place, String path) {
    return command.get("at." + place) + path;
  }

  /** An {@code Authorization} of the application's own, which every server takes. */
  public String password() {
    return command.get("password");
  }

  /** Writes down what the application saw. */
  public synchronized void saw(String what, @Nullable Object value) {
    transcript.append(what).append(": ").append(value).append('\n');
  }

  /** The same for headers, one on each line and in order, where there is one. */
  public void sawHeaders(String what, Map<String, ? extends Collection<String>> headers) {
    StringBuilder lines = new StringBuilder();
    headers.forEach(
        (name, values) -> lines.append("\n    ").append(name).append('=').append(values));
    saw(what, lines);
  }

  /** The same for what an action returns, or the way it fails. */
  public void saw(String what, Callable<?> action) {
    try {
      saw(what, (Object) action.call());
    } catch (Exception e) {
      sawFailure(what, e);
    }
  }

  /** The same for an error: its type and message, and its causes'. */
  public void sawFailure(String what, Throwable failure) {
    StringBuilder chain = new StringBuilder("fails");
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      boolean wraps = cause instanceof ExecutionException || cause instanceof CompletionException;
      chain.append("\n    ").append(wraps ? cause.getClass().getName() : cause);
      for (Throwable suppressed : cause.getSuppressed()) {
        chain.append("\n        beside ").append(suppressed);
      }
    }
    saw(what, chain);
  }

  private synchronized String transcript() {
    return transcript.toString();
  }
}
