package io.oauthcc.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.oauthcc.config.Registration;
import io.oauthcc.config.RegistrationBuilder;
import io.oauthcc.grant.IssuedToken;
import io.oauthcc.grant.TokenClient;
import io.oauthcc.log.RecordingLog;
import io.oauthcc.time.AgentThreads;
import io.oauthcc.time.Clock;
import io.oauthcc.time.ManualClock;
import io.oauthcc.time.ManualScheduler;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class TokenCacheUnderLoadTest {

  private static final int THREADS = 200;

  private final AgentThreads threads = new AgentThreads();
  private final ExecutorService application = Executors.newFixedThreadPool(THREADS);
  private final Registration registration =
      RegistrationBuilder.of("default")
          .tokenUri(URI.create("https://as.test/token"))
          .clientId("me")
          .build();

  @AfterEach
  void stop() {
    threads.close();
    application.shutdownNow();
  }

  @Test
  void twoHundredThreadsOnAColdCacheAreOneRequest() throws Exception {
    AtomicInteger requests = new AtomicInteger();
    CountDownLatch everybodyAsks = new CountDownLatch(THREADS);
    TokenClient client =
        () -> {
          int request = requests.incrementAndGet();
          await(everybodyAsks);
          return new IssuedToken("token-" + request, Duration.ofMinutes(5), List.of());
        };
    TokenCache cache =
        new TokenCache(
            registration, client, threads, Clock.system(), Math::random, new RecordingLog());
    CyclicBarrier start = new CyclicBarrier(THREADS);
    List<Future<String>> values = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      values.add(
          application.submit(
              () -> {
                start.await();
                assertThat(cache.usable("https", "api.test", -1)).isNull();
                Future<String> value = cache.acquire("https", "api.test", -1);
                everybodyAsks.countDown();
                return value.get();
              }));
    }

    for (Future<String> value : values) {
      assertThat(value.get()).isEqualTo("Bearer token-1");
    }
    assertThat(requests).hasValue(1);
  }

  @Test
  void tokensThatExpireUnderLoadAreFetchedOneAtATimeAndNeverServedExpired() throws Exception {
    AtomicInteger atOnce = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    AtomicLong tokens = new AtomicLong();
    Duration lifetime = Duration.ofMillis(50);
    TokenClient client =
        () -> {
          most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
          long issued = System.nanoTime();
          tokens.incrementAndGet();
          atOnce.decrementAndGet();
          return new IssuedToken(Long.toString(issued), lifetime, List.of());
        };
    TokenCache cache =
        new TokenCache(
            registration, client, threads, Clock.system(), Math::random, new RecordingLog());
    Set<String> seen = ConcurrentHashMap.newKeySet();
    long end = System.nanoTime() + Duration.ofMillis(700).toNanos();
    Callable<Long> caller =
        () -> {
          long oldest = 0;
          while (System.nanoTime() < end) {
            long asked = System.nanoTime();
            String value = cache.usable("https", "api.test", -1);
            if (value == null) {
              cache.acquire("https", "api.test", -1).get();
            } else {
              seen.add(value);
              oldest = Math.max(oldest, asked - Long.parseLong(value.substring(7)));
            }
          }
          return oldest;
        };
    List<Future<Long>> ages = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      ages.add(application.submit(caller));
    }

    for (Future<Long> age : ages) {
      assertThat(Duration.ofNanos(age.get())).isLessThan(lifetime);
    }
    assertThat(most).hasValue(1);
    assertThat(seen).hasSizeGreaterThan(5);
  }

  /**
   * {@code -Doauthcc.load-seconds=60} for a long run, on a machine with nothing else to do: that no
   * call ever waits depends on when the renewal's thread gets to run.
   */
  @Test
  @Timeout(value = 5, unit = TimeUnit.MINUTES)
  void twoSecondTokensAreRenewedBehindTheBackOf32Threads() throws Exception {
    int seconds = Integer.getInteger("oauthcc.load-seconds", 3);
    AtomicLong tokens = new AtomicLong();
    AtomicLong waits = new AtomicLong();
    TokenClient client =
        () -> {
          LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
          return new IssuedToken(
              Long.toString(tokens.incrementAndGet()), Duration.ofSeconds(2), List.of());
        };
    TokenCache cache =
        new TokenCache(
            registration, client, threads, Clock.system(), Math::random, new RecordingLog());
    assertThat(cache.acquire("https", "api.test", -1).get()).isEqualTo("Bearer 1");
    long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
    Callable<Long> caller =
        () -> {
          long calls = 0;
          for (; System.nanoTime() < end; calls++) {
            if (cache.usable("https", "api.test", -1) == null) {
              waits.incrementAndGet();
              assertThat(cache.acquire("https", "api.test", -1).get()).startsWith("Bearer ");
            }
            // The rest of a call: far less than any network takes, yet no burning of every core.
            LockSupport.parkNanos(50_000);
          }
          return calls;
        };
    long calls = 0;
    for (Future<Long> count : application.invokeAll(Collections.nCopies(32, caller))) {
      calls += count.get();
    }

    assertThat(tokens.get()).isBetween(seconds / 2L, seconds + 1L);
    if (seconds > 10) {
      assertThat(waits.get()).as("waits in %d calls", calls).isZero();
    }
  }

  @Test
  void aBlockedWaiterHoldsUpNobody() throws Exception {
    TokenClient client = () -> new IssuedToken("t", Duration.ofMinutes(5), List.of());
    CountDownLatch asked = new CountDownLatch(1);
    TokenClient slow =
        () -> {
          await(asked);
          return client.fetch();
        };
    TokenCache cache =
        new TokenCache(
            registration, slow, threads, Clock.system(), Math::random, new RecordingLog());
    CountDownLatch others = new CountDownLatch(20);
    CountDownLatch blockedEnds = new CountDownLatch(1);
    Future<Void> blocked =
        cache
            .acquire("https", "api.test", -1)
            .thenAccept(
                value -> {
                  await(others);
                  blockedEnds.countDown();
                });
    List<Future<Void>> waiting = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      waiting.add(cache.acquire("https", "api.test", -1).thenRun(others::countDown));
    }
    asked.countDown();

    blocked.get();
    for (Future<Void> other : waiting) {
      other.get();
    }
    assertThat(blockedEnds.getCount()).isZero();
  }

  @Test
  void aUsableTokenCostsNoAllocation() throws Exception {
    ManualClock clock = new ManualClock();
    ManualScheduler scheduler = new ManualScheduler(clock);
    TokenCache cache =
        new TokenCache(
            registration,
            new ScriptedEndpoint(),
            scheduler,
            clock,
            Math::random,
            new RecordingLog());
    Future<String> first = cache.acquire("https", "api.test", -1);
    scheduler.run();
    assertThat(first).isDone();
    ThreadMXBean threadBean = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long id = Thread.currentThread().getId();
    int lengths = 0;
    for (int i = 0; i < 20_000; i++) {
      lengths += String.valueOf(cache.usable("https", "api.test", -1)).length();
    }

    long before = threadBean.getThreadAllocatedBytes(id);
    for (int i = 0; i < 100_000; i++) {
      lengths += String.valueOf(cache.usable("https", "api.test", -1)).length();
    }
    long allocated = threadBean.getThreadAllocatedBytes(id) - before;

    assertThat(lengths).isEqualTo(120_000 * "Bearer token-1".length());
    assertThat(allocated).isLessThan(10_000);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
