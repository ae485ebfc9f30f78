package io.oauthcc.token;

import static io.oauthcc.token.TokenModel.require;

import io.oauthcc.config.Registration;
import io.oauthcc.config.RegistrationBuilder;
import io.oauthcc.grant.IssuedToken;
import io.oauthcc.grant.TokenClient;
import io.oauthcc.grant.TokenException;
import io.oauthcc.log.Log;
import io.oauthcc.time.ManualClock;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One random history of a cache, the same each time for the same number. What other threads do
 * while the endpoint is asked happens in the middle of its answer.
 */
final class TokenHistory implements TokenClient, Log {

  private static final int EVENTS = 120;
  private static final int MOST_NESTED = 4;

  /** Some are one and the same, written otherwise. */
  private static final List<Place> PLACES =
      List.of(
          new Place("A", "https", "api.test", -1),
          new Place("A", "HTTPS", "API.test.", 443),
          new Place("B", "https", "api.test", 8443),
          new Place("C", "http", "api.test", 443),
          new Place("D", "http", "api.test", -1),
          new Place("D", "http", "api.test", 80),
          new Place("E", "https", "api.testing", -1));

  /** Where a hop may go. */
  private record Place(String origin, String scheme, String host, int port) {}

  private final long number;
  private final Random random;
  private final ManualClock clock = new ManualClock();
  private final ScrambledScheduler scheduler;
  private final TokenModel model = new TokenModel(clock);
  private final TokenCache cache;
  private final List<CompletableFuture<String>> waiting = new ArrayList<>();
  private final List<String> values =
      new ArrayList<>(List.of("Bearer of-someone-else", "Basic Og=="));
  private final Deque<String> trace = new ArrayDeque<>();
  private int tokens;
  private int depth;
  private int goodness;
  private boolean hasChanged;
  private boolean promptly;

  TokenHistory(long number) {
    this.number = number;
    this.random = new Random(number);
    this.scheduler = new ScrambledScheduler(clock, random);
    Registration registration =
        RegistrationBuilder.of("default")
            .tokenUri(URI.create("https://as.test/token"))
            .clientId("me")
            .set("retry.fatal-pause", TokenModel.FATAL_PAUSE)
            .set("acquire-timeout", TokenModel.ACQUIRE_TIMEOUT)
            .build();
    this.cache = new TokenCache(registration, this, scheduler, clock, random::nextDouble, this);
  }

  /**
   * @throws AssertionError a promise was broken
   */
  void play() {
    try {
      goodness = random.nextInt(101);
      for (int i = 0; i < EVENTS; i++) {
        event();
      }
      settle();
      recover();
    } catch (AssertionError | RuntimeException broken) {
      throw new AssertionError(
          "history " + number + ": " + broken.getMessage() + "\n" + String.join("\n", trace),
          broken);
    }
  }

  private void event() {
    int kind = random.nextInt(100);
    if (kind < 25) {
      call();
    } else if (kind < 45) {
      pass();
    } else if (kind < 65) {
      tell("a task runs");
      scheduler.runAny();
    } else if (kind < 75) {
      reject(random.nextBoolean());
    } else if (kind < 78) {
      giveUp();
    } else if (kind < 82) {
      jump();
    } else if (kind < 85) {
      tell("a file changes");
      hasChanged = true;
    } else if (kind < 87) {
      tell("prefetch");
      cache.prefetch();
    } else if (kind < 88) {
      tell("renew");
      model.renew();
      cache.renew();
    } else if (kind < 90) {
      goodness = random.nextInt(101);
    } else if (kind < 92 && depth == 0) {
      settle();
    } else {
      look();
    }
    look();
  }

  /** What can be seen at any time. */
  private void look() {
    for (Place at : PLACES) {
      String expected = model.usable(at.origin());
      String usable = cache.usable(at.scheme(), at.host(), at.port());
      require(
          expected == null ? usable == null : expected.equals(usable),
          "usable on " + at + " is " + usable + " and should be " + expected);
    }
    String value = values.get(random.nextInt(values.size()));
    Place at = anyPlace();
    require(
        cache.isOursAndGood(value, at.scheme(), at.host(), at.port())
            == model.isGood(value, at.origin()),
        value + " on " + at);
    require(scheduler.pending() <= 2, "timers pile up: " + scheduler.pending());
  }

  private Place anyPlace() {
    return PLACES.get(random.nextInt(PLACES.size()));
  }

  private void call() {
    Place at = anyPlace();
    String expected = model.usable(at.origin());
    boolean paused = model.isPaused();
    CompletableFuture<String> answer = cache.acquire(at.scheme(), at.host(), at.port());
    tell("acquire for " + at + ": " + answer);
    if (expected != null) {
      require(answer.isDone() && expected.equals(answer.join()), "a wait while a token is usable");
    } else if (paused) {
      require(answer.isCompletedExceptionally(), "a wait in a pause");
    } else {
      require(!answer.isDone(), "an answer from nowhere");
      waiting.add(answer);
    }
  }

  private void reject(boolean renews) {
    Place at = anyPlace();
    String usable = model.usable(at.origin());
    String value =
        random.nextInt(4) == 0 || usable == null
            ? values.get(random.nextInt(values.size()))
            : usable;
    boolean expected = model.evict(value, at.origin());
    boolean result =
        renews
            ? cache.rejected(value, at.scheme(), at.host(), at.port())
            : cache.evict(value, at.scheme(), at.host(), at.port());
    tell((renews ? "rejected " : "evict ") + value + " by " + at + ": " + result);
    require(result == expected, "the answer to a rejection should be " + expected);
  }

  private void giveUp() {
    if (!waiting.isEmpty()) {
      tell("a caller gives up");
      waiting.remove(random.nextInt(waiting.size())).cancel(false);
    }
  }

  private void pass() {
    Duration time =
        switch (random.nextInt(5)) {
          case 0 -> Duration.ofNanos(random.nextInt(1_000_000));
          case 1 -> Duration.ofMillis(random.nextInt(500));
          case 2 -> Duration.ofMillis(random.nextInt(6_000));
          case 3 -> Duration.ofSeconds(random.nextInt(60));
          default -> Duration.ofSeconds(random.nextInt(600));
        };
    tell("for " + time);
    scheduler.advance(time, promptly && depth == 0);
  }

  private void jump() {
    // Back only where nothing has passed by it, so that the model can stay simple.
    boolean back = model.isAtPeace() && random.nextBoolean();
    Duration by = Duration.ofSeconds(random.nextInt(random.nextBoolean() ? 20 : 4000));
    tell("the wall clock jumps " + (back ? "back " : "ahead ") + by);
    clock.advanceWall(back ? by.negated() : by);
  }

  /** Every flight ends, and with it every wait. */
  private void settle() {
    tell("settles");
    depth += MOST_NESTED;
    scheduler.runAll();
    scheduler.advance(TokenModel.ACQUIRE_TIMEOUT, true);
    scheduler.runAll();
    depth -= MOST_NESTED;
    for (CompletableFuture<String> waiter : waiting) {
      require(waiter.isDone(), "somebody waits for ever");
    }
    waiting.clear();
    promptly = random.nextBoolean();
  }

  /** Whatever happened, a good endpoint is asked again. */
  private void recover() {
    goodness = 100;
    depth = MOST_NESTED;
    scheduler.advance(Duration.ofHours(2), true);
    CompletableFuture<String> answer = cache.acquire("https", "api.test", -1);
    scheduler.runAll();
    require(answer.isDone() && !answer.isCompletedExceptionally(), "no token from a good endpoint");
    look();
  }

  @Override
  public IssuedToken fetch() throws TokenException {
    model.beginAttempt();
    tell("attempt {");
    hasChanged = false;
    long nanos = clock.nanoTime();
    long millis = clock.currentTimeMillis();
    meanwhile();
    if (random.nextInt(100) < goodness) {
      Duration lifetime = Duration.ofMillis(lifetimeMillis());
      boolean sameAgain = tokens > 0 && random.nextInt(5) == 0;
      String value = "token-" + (sameAgain ? tokens : ++tokens);
      tell("} " + value + " for " + lifetime);
      values.add("Bearer " + value);
      model.succeed("Bearer " + value, nanos, millis, lifetime);
      return new IssuedToken(value, lifetime, List.of());
    }
    TokenException failure = failure();
    tell("} " + failure.kind() + " " + failure.retryAfter());
    model.fail(failure);
    throw failure;
  }

  private long lifetimeMillis() {
    return switch (random.nextInt(4)) {
      case 0 -> 1 + random.nextInt(3_000);
      case 1 -> 1_000 + random.nextInt(60_000);
      default -> 1_000L * (1 + random.nextInt(4_000));
    };
  }

  private TokenException failure() {
    TokenException.Kind[] kinds = TokenException.Kind.values();
    TokenException.Kind kind = kinds[random.nextInt(3) == 0 ? random.nextInt(kinds.length) : 0];
    Duration after =
        random.nextInt(4) == 0
            ? Duration.ofSeconds(random.nextInt(random.nextBoolean() ? 5 : 90))
            : null;
    return new TokenException("no", kind, after, null);
  }

  @Override
  public boolean hasChanged() {
    model.beginLook();
    tell("look {");
    meanwhile();
    boolean answer = hasChanged;
    tell("} " + answer);
    model.endLook(answer);
    return answer;
  }

  /** What happens while the endpoint is at work. */
  private void meanwhile() {
    if (depth >= MOST_NESTED) {
      return;
    }
    depth++;
    for (int i = random.nextInt(6); i > 0; i--) {
      event();
    }
    depth--;
  }

  private void tell(String event) {
    trace.add("  " + "  ".repeat(Math.max(0, depth)) + event);
    if (trace.size() > 60) {
      trace.remove();
    }
  }

  @Override
  public void debug(String message) {
    tell("log: " + message);
    if (message.contains("; attempt ")) {
      model.retries(wait(message));
    } else {
      failed(message);
    }
  }

  /** From {@code …; attempt 2 in 192 ms}. */
  private static Duration wait(String message) {
    String[] words = message.split(" ", -1);
    long amount = Long.parseLong(words[words.length - 2]);
    return words[words.length - 1].equals("s")
        ? Duration.ofSeconds(amount)
        : Duration.ofMillis(amount);
  }

  private void failed(String message) {
    if (message.contains("; next try in ")) {
      model.pauses();
    }
  }

  @Override
  public void warn(String message) {
    tell("log: " + message);
    failed(message);
  }

  @Override
  public void info(String message) {
    tell("log: " + message);
  }

  @Override
  public void error(String message) {
    throw new AssertionError(message);
  }

  @Override
  public void error(String message, @Nullable Throwable cause) {
    if (cause instanceof AssertionError broken) {
      throw broken;
    }
    throw new AssertionError(message, cause);
  }

  @Override
  public boolean isDebugEnabled() {
    return true;
  }
}
