package java.lang;

import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.net.URI;
import java.net.URL;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.BiPredicate;
import java.util.function.Function;

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

  /** What {@link #hand} was given, on its way down this thread's stack. */
  private static final ThreadLocal<Object> HANDED = new ThreadLocal<>();

  /**
   * Whose hop this is, for the questions about it; to be found anew for each hop. Never waits.
   *
   * @param scheme null if it is not known what the hop is sent over
   * @param port -1: the scheme's own
   * @param path raw
   * @param query raw; null: none
   * @return null: nobody's, or the thread is the agent's. Else an opaque object, for a local
   *     variable; it may stand for a hop that nobody acts on, which {@link #prepare} tells the
   *     operator of
   */
  public Object place(String scheme, String host, int port, String path, String query) {
    return null;
  }

  /** The same of a hop to {@code uri}, by its own scheme; null is nobody's. */
  public final Object place(URI uri) {
    return uri == null
        ? null
        : place(uri.getScheme(), uri.getHost(), uri.getPort(), uri.getRawPath(), uri.getRawQuery());
  }

  /** The same of a hop to {@code url}, by what it is sent over. */
  public final Object place(URL url, boolean isTls) {
    return place(
        scheme(url.getProtocol(), isTls),
        url.getHost(),
        url.getPort(),
        url.getPath(),
        url.getQuery());
  }

  /**
   * What will be put on the hop. Never waits.
   *
   * @param place what {@link #place} gave for this hop, or null
   * @param existing all {@code Authorization} values on it; null: none
   * @param call the client's own object for the call, held weakly; null if it never waits twice and
   *     never suspends
   * @return null: the hop is left as it is. A {@link String}: the header value. An {@link
   *     IOException}, only where the call was entered again after {@link #settled}: how it fails.
   *     Any other object: the value is to come, and is waited for by {@link #await} or {@link
   *     #settled}
   */
  public Object prepare(Object place, List<String> existing, Object call) {
    return null;
  }

  /**
   * Waits a moment, by parking, for what {@link #prepare} gave. All waits of a call together last
   * at most for the registration's {@code acquire-timeout}. Between two moments the client looks
   * whether its call was given up.
   *
   * <p>An interrupt does not end the wait and stays: a client whose own input and output end with
   * one looks itself before it asks. On a virtual thread, whose sockets end with one, asking while
   * it is interrupted fails.
   *
   * @param value what {@link #prepare} or this method gave
   * @return the header value, null if the hop goes out without, or {@code value} itself if it is
   *     not there yet
   * @throws IOException there is no token and the call must fail for it, or {@link #giveUp} ended
   *     the wait
   */
  public Object await(Object value) throws IOException {
    return null;
  }

  /** Ends the wait that {@code call} is in, if it is in one; from any thread. */
  public void giveUp(Object call) {}

  /**
   * Waits without a thread for what {@link #prepare} gave: for a call that is left, and entered
   * {@link #again}. What follows the stage runs as if on a thread of the application's, with the
   * context class loader of the thread that asks here.
   *
   * @param value what {@link #prepare} gave
   * @param nanos the call's own limit in nanoseconds, or 0 for none; the wait ends at the smaller
   *     of it and the registration's {@code acquire-timeout}. Where it is the call's own, it fails
   *     with a {@link java.net.SocketTimeoutException}
   * @return completes normally whatever comes of the wait; if it is cancelled nothing follows
   */
  public CompletionStage<?> settled(Object value, long nanos) {
    return null;
  }

  /**
   * What follows {@link #settled}: enters the suspended method again and gives what it returns. The
   * {@link #prepare} that is asked in it answers at once with what came of the wait.
   *
   * @param self the suspended method, bound, without parameters
   */
  public Function<Object, Object> again(MethodHandle self) {
    return null;
  }

  /**
   * What must be on the wire. Never waits. Also to be asked where {@code place} is null: a token of
   * ours that was copied to such a hop comes off.
   *
   * @param existing all {@code Authorization} values on the hop; null: none
   * @param prepared the value that {@link #prepare} or {@link #await} gave for this hop, if the
   *     client still has it
   * @param call the client's own object for the call if its request will not tell, when the answer
   *     is there, what was sent: it is noted then. Null: nothing is
   * @return {@code existing} itself to leave the hop as it is, null to remove the header, else a
   *     {@link String}, which takes the place of all values
   */
  public Object onWire(Object place, List<String> existing, String prepared, Object call) {
    return existing;
  }

  /**
   * Whether to drop a hop's answer and send the hop once more, with whatever value is due then:
   * true for one hop of a call at most. Never waits.
   *
   * @param sent all {@code Authorization} values that were on the hop; null: as {@link #onWire}
   *     noted, or as was said when this was asked before about the same hop
   * @param status the status of the answer
   * @param replayable false if the hop cannot be sent again; a refused token is given up all the
   *     same
   */
  public boolean answered(
      Object place, Object call, List<String> sent, int status, boolean replayable) {
    return false;
  }

  /**
   * Whether the application's own {@code Authorization} would not come to such a hop: ours was on
   * it, and would take its place again. To ask the application for credentials leads nowhere then.
   *
   * @param sent as for {@link #answered}
   */
  public boolean displaces(Object place, Object call, List<String> sent) {
    return false;
  }

  /** Whether an {@code Authorization} value of the application's own would stay on the hop. */
  public boolean keeps(Object place) {
    return false;
  }

  /** Marks an object of the client's, which is told by its identity and held weakly. */
  public void mark(Object marked) {}

  /** How often an object was marked. */
  public int marks(Object marked) {
    return 0;
  }

  /**
   * Keeps a note at an object of the client's, which is told by its identity: where a later step
   * knows the one and needs the other. Both are held weakly.
   *
   * @param note takes the place of what was there
   */
  public void attach(Object to, Object note) {}

  /** What {@link #attach} keeps there, or null. */
  public Object attached(Object to) {
    return null;
  }

  /**
   * Hands something to the code further down this thread's stack, which takes it by {@link
   * #handed}.
   *
   * @param answer null takes back what was not taken
   */
  public static void hand(Object answer) {
    if (answer == null) {
      HANDED.remove();
    } else {
      HANDED.set(answer);
    }
  }

  /** What was handed down on this thread, once; null if nothing was. */
  public static Object handed() {
    Object answer = HANDED.get();
    HANDED.remove();
    return answer;
  }

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
