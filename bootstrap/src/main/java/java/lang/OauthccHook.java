package java.lang;

import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.BiPredicate;

/**
 * What code woven into an HTTP client asks the agent about a hop. The only class of oauthcc that an
 * application's class loaders can see: it lives in {@code java.base}, because every loader, OSGi's
 * and JBoss Modules' included, delegates {@code java.*}. It names JDK types only.
 *
 * <p>A hop is described by its {@code scheme}, {@code host}, {@code port} (-1: the scheme's own),
 * raw {@code path} and raw {@code query} (null: none) as the client resolved them, and by {@code
 * existing}, the {@code Authorization} value already on it (null: none).
 *
 * <p>No method throws anything but what it declares.
 */
public abstract class OauthccHook {

  /** The agent's answers, or null while there is no agent: woven code then does nothing. */
  public static volatile OauthccHook agent;

  /** The value that this thread's call waited for, on its way to the hop it was fetched for. */
  private static final ThreadLocal<String> CARRIED = new ThreadLocal<>();

  /** For the agent's adapter. */
  protected OauthccHook() {}

  /**
   * What will be put on this hop. Never waits.
   *
   * @return null if the hop is not ours; a {@link String}, the header value, if it is at hand; else
   *     a {@link CompletableFuture} of it, to be given to {@link #await} or to {@link #resume}
   */
  public abstract Object prepare(
      String scheme, String host, int port, String path, String query, String existing);

  /**
   * Waits a moment for what {@link #prepare} gave, where the client may wait; all moments together
   * last at most for the registration's {@code acquire-timeout}. Between two of them the client
   * looks whether its call was given up, and if so cancels the future.
   *
   * @param value what {@link #prepare} gave
   * @param interruptible whether the client's own input and output end with an interrupt
   * @return the header value, null if the hop goes out without, or {@code value} itself if it is
   *     not there yet
   * @throws IOException if there is no token and the call must fail for it
   */
  public abstract Object await(CompletableFuture<?> value, boolean interruptible)
      throws IOException;

  /**
   * Waits for what {@link #prepare} gave, in a call that may wait in several places, on any thread
   * but one at a time: all its waits together last at most for the registration's {@code
   * acquire-timeout}. An interrupt does not end it, but on a virtual thread.
   *
   * @param call the client's own object for the call, held weakly
   * @param value what {@link #prepare} gave
   * @return the header value, or null if the hop goes out without
   * @throws IOException if there is no token and the call must fail for it, or {@link #giveUp}
   *     ended the wait
   */
  public Object awaitIn(Object call, CompletableFuture<?> value) throws IOException {
    return null;
  }

  /** Ends the wait that {@code call} is in, if it is in one, from another thread. */
  public void giveUp(Object call) {}

  /**
   * Whether the hop is one of ours on which an {@code Authorization} value of the application's own
   * would stay. Never waits.
   */
  public boolean keeps(String scheme, String host, int port, String path, String query) {
    return false;
  }

  /**
   * The value that must be on the wire. Never waits.
   *
   * @param prepared the value that {@link #await} or {@link #prepare} gave for this hop, or null
   * @return {@code existing} itself to leave the hop as it is, null to remove the header, else the
   *     value to put on
   */
  public abstract String onWire(
      String scheme,
      String host,
      int port,
      String path,
      String query,
      String existing,
      String prepared);

  /**
   * Goes on with a suspended call when its value is there.
   *
   * @param value what {@link #prepare} gave
   * @param timeoutNanos the request's own limit in nanoseconds, or 0 for none; the wait ends at the
   *     smaller of it and the registration's {@code acquire-timeout}
   * @param call the suspended method, bound, without parameters, returning a {@link
   *     CompletionStage}; it runs on {@code executor}
   * @return completes as {@code call} does, or exceptionally with an {@link IOException}
   */
  public abstract CompletableFuture<?> resume(
      CompletableFuture<?> value, long timeoutNanos, MethodHandle call, Executor executor);

  /**
   * Whether to drop a hop's answer and send the hop once more, with whatever value is due then.
   * Never waits.
   *
   * @param sent the {@code Authorization} value that was on the hop, or null
   * @param status the status of the answer
   * @param replayable false if the hop cannot be sent again; a rejected token is given up all the
   *     same
   */
  public boolean rejected(
      String scheme,
      String host,
      int port,
      String path,
      String query,
      String sent,
      int status,
      boolean replayable) {
    return false;
  }

  /**
   * Begins a call of a client whose calls stay on one thread: {@link #sent} and {@link #answered}
   * are about it until {@link #endCall}.
   *
   * @return what {@link #endCall} has to be given: the call around this one, or null
   */
  public Object beginCall() {
    return null;
  }

  /**
   * The same for a client that may write a hop's headers on another thread than the call's: it says
   * which of its calls this is.
   */
  public Object beginCall(Object call) {
    return null;
  }

  /**
   * Begins a hop of {@code call} on a thread that is not the call's, until {@link #endCall}: what
   * it sends is known to the call's own thread then.
   */
  public Object beginHop(Object call) {
    return null;
  }

  /** Whether this thread is at the client's {@code call}, or at a hop of it. */
  public boolean isAt(Object call) {
    return false;
  }

  /** Ends this thread's call. */
  public void endCall(Object around) {}

  /**
   * Notes the {@code Authorization} value, or null, that the next hop of this thread's call has on
   * the wire.
   */
  public void sent(String value) {}

  /** How many hops of this thread's call had their headers written: once more than it went on. */
  public int hops() {
    return 0;
  }

  /**
   * As {@link #rejected}, for the hop that this thread's call is at. True for one hop of a call at
   * most; asked again about the same hop, the same.
   */
  public boolean answered(
      String scheme,
      String host,
      int port,
      String path,
      String query,
      int status,
      boolean replayable) {
    return false;
  }

  /** Notes whether the next hop of this thread's call goes over TLS, whatever its URL says. */
  public void connected(boolean tls) {}

  /** What was noted last; false where nothing was. */
  public boolean isTls() {
    return false;
  }

  /**
   * As {@link #rejected}, for a client whose hops have no thread: true for one hop of its {@code
   * call} at most.
   */
  public boolean rejectedIn(
      Object call,
      String scheme,
      String host,
      int port,
      String path,
      String query,
      String sent,
      int status,
      boolean replayable) {
    return false;
  }

  /**
   * Whether the application's own {@code Authorization} would not come to such a hop: ours was on
   * it, and would take its place again. To ask the application for credentials leads nowhere then.
   *
   * @param sent the {@code Authorization} value that was on the hop; null: the one that this
   *     thread's call noted
   */
  public boolean displaces(
      String scheme, String host, int port, String path, String query, String sent) {
    return false;
  }

  /**
   * Notes an answer of this thread's call for which the hop is sent once more: what the application
   * is shown of the call must be without it.
   */
  public void hide(Object answer) {}

  /** Whether this very answer was noted by {@link #hide} in this thread's call. */
  public boolean isHidden(Object answer) {
    return false;
  }

  /** True for every header, by name, but {@code Authorization}. */
  public abstract BiPredicate<String, String> allButAuthorization();

  /**
   * Hands a value to the code further down this thread's stack that writes the hop's headers.
   *
   * @param value null takes it back
   */
  public static void carry(String value) {
    if (value == null) {
      CARRIED.remove();
    } else {
      CARRIED.set(value);
    }
  }

  /**
   * The scheme of a hop: {@code https} if its connection is TLS and only then, whatever its URL
   * says.
   */
  public static String scheme(String ofUrl, boolean isTls) {
    if (isTls) {
      return "https";
    }
    return "https".equalsIgnoreCase(ofUrl) ? "http" : ofUrl;
  }

  /** The value handed to {@link #carry} on this thread, or null. */
  public static String carried() {
    return CARRIED.get();
  }
}
