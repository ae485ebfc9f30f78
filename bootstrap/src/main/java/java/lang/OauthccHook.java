package java.lang;

import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.net.URI;
import java.net.URL;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * What code woven into an HTTP client asks the agent about a hop. The only class of oauthcc that an
 * application's class loaders can see: it lives in {@code java.base}, because every loader, OSGi's
 * and JBoss Modules' included, delegates {@code java.*}. It names JDK types only.
 *
 * <p>No question belongs to one client: advice that asks them has found the step of its client at
 * which a hop's headers are final, and does what only that client needs.
 *
 * <ol>
 *   <li>{@link #place}, found anew for each hop; {@link #prepare}, and where the value is to come
 *       {@link #await} or {@link #settled}
 *   <li>{@link #onWire}, where the headers are written
 *   <li>{@link #answered}, where the answer is there; {@link #displaces}, before the application is
 *       asked for credentials
 * </ol>
 *
 * <p>No method throws anything but what it declares.
 */
public abstract class OauthccHook {

  /** The agent's answers, or null while there is no agent: woven code then does nothing. */
  public static volatile OauthccHook agent;

  /** What {@link #hand} was given, on its way down a thread's stack; of a thread one element. */
  private static final ThreadLocal<Object[]> HANDED = new ThreadLocal<>();

  /** For the agent's adapter. */
  protected OauthccHook() {}

  /**
   * Whose hop this is, for the questions about it; to be found anew for each hop. Never waits.
   *
   * @param scheme null if it is not known what the hop is sent over
   * @param port -1: the scheme's own
   * @param path raw
   * @param query raw; null: none
   * @return an opaque object, for a local variable; also of a hop that nobody acts on, of which
   *     there may be something to tell the operator. Null: there is nothing to do, but what {@link
   *     #onWire} says
   */
  public abstract Object place(String scheme, String host, int port, String path, String query);

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
   *     IOException}: how the call fails, where it was entered again after {@link #settled} or met
   *     a defect; {@link #await} throws it. Any other object: the value is to come, and is waited
   *     for by {@link #await} or {@link #settled}
   */
  public abstract Object prepare(Object place, List<String> existing, Object call);

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
  public abstract Object await(Object value) throws IOException;

  /** Ends the wait that {@code call} is in, if it is in one; from any thread. */
  public abstract void giveUp(Object call);

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
  public abstract CompletionStage<?> settled(Object value, long nanos);

  /**
   * What follows {@link #settled}: enters the suspended method again and gives what it returns. The
   * {@link #prepare} that is asked in it answers at once with what came of the wait.
   *
   * @param self the suspended method, bound, without parameters
   */
  public abstract Function<Object, Object> again(MethodHandle self);

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
  public abstract Object onWire(Object place, List<String> existing, String prepared, Object call);

  /**
   * Whether to drop a hop's answer and send the hop once more, with whatever value is due then:
   * true for one hop of a call at most. Never waits.
   *
   * @param sent all {@code Authorization} values that were on the hop, null among them is none;
   *     null: as {@link #onWire} noted, or as was said when this was asked before about the same
   *     hop
   * @param status the status of the answer
   * @param replayable false if the hop cannot be sent again; a refused token is given up all the
   *     same
   */
  public abstract boolean answered(
      Object place, Object call, List<String> sent, int status, boolean replayable);

  /**
   * Whether the application's own {@code Authorization} would not come to such a hop: ours was on
   * it, and would take its place again. To ask the application for credentials leads nowhere then.
   *
   * @param sent as for {@link #answered}
   */
  public abstract boolean displaces(Object place, Object call, List<String> sent);

  /** Whether an {@code Authorization} value of the application's own would stay on the hop. */
  public abstract boolean keeps(Object place);

  /** Marks an object of the client's, which is told by its identity and held weakly. */
  public abstract void mark(Object marked);

  /** How often an object was marked. */
  public abstract int marks(Object marked);

  /**
   * Keeps a note at an object of the client's, which is told by its identity: where a later step
   * knows the one and needs the other. Both are held weakly.
   *
   * @param note takes the place of what was there
   */
  public abstract void attach(Object to, Object note);

  /** What {@link #attach} keeps there, or null. */
  public abstract Object attached(Object to);

  /**
   * Hands something to the code further down this thread's stack, which takes it by {@link
   * #handed}.
   *
   * @param answer null takes back what was not taken
   */
  public static void hand(Object answer) {
    Object[] place = HANDED.get();
    if (place != null) {
      place[0] = answer;
    } else if (answer != null) {
      HANDED.set(new Object[] {answer});
    }
  }

  /** What was handed down on this thread, once; null if nothing was. */
  public static Object handed() {
    Object[] place = HANDED.get();
    if (place == null) {
      return null;
    }
    Object answer = place[0];
    place[0] = null;
    return answer;
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
}
