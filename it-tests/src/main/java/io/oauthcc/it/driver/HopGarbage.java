package io.oauthcc.it.driver;

import com.sun.management.ThreadMXBean;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.management.ManagementFactory;
import java.net.HttpURLConnection;
import java.net.URL;
import java.util.List;

/**
 * Asks the agent about hops as woven code does, and prints how many bytes a thousand of them
 * allocate: a request to the first URL has it have a token before, one to each is asked about then.
 */
public final class HopGarbage {

  private static final int HOPS = 1000;
  private static final int BATCHES = 60;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final MethodHandle place;
  private final MethodHandle prepare;
  private final MethodHandle onWire;

  private HopGarbage() throws ReflectiveOperationException {
    Class<?> hook = Class.forName("java.lang.OauthccHook");
    Object agent = hook.getField("agent").get(null);
    Class<?> text = String.class;
    Class<?> any = Object.class;
    this.place = ask(hook, agent, "place", any, text, text, int.class, text, text);
    this.prepare = ask(hook, agent, "prepare", any, any, List.class, any);
    this.onWire = ask(hook, agent, "onWire", any, any, List.class, text, any);
  }

  private static MethodHandle ask(
      Class<?> hook, Object agent, String question, Class<?> answer, Class<?>... parameters)
      throws ReflectiveOperationException {
    return MethodHandles.publicLookup()
        .findVirtual(hook, question, MethodType.methodType(answer, parameters))
        .bindTo(agent);
  }

  private Object hop(URL url) throws Throwable {
    Object at =
        (Object)
            place.invokeExact(
                url.getProtocol(), url.getHost(), url.getPort(), url.getPath(), (String) null);
    Object value = (Object) prepare.invokeExact(at, (List<?>) null, (Object) null);
    return (Object) onWire.invokeExact(at, (List<?>) null, (String) value, (Object) null);
  }

  /** The least of many batches: the VM's own work allocates now and then. */
  private long bytes(URL url) throws Throwable {
    long least = Long.MAX_VALUE;
    for (int batch = 0; batch < BATCHES; batch++) {
      long before = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
      for (int i = 0; i < HOPS; i++) {
        hop(url);
      }
      long after = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
      least = Math.min(least, after - before);
    }
    return least;
  }

  /** Prints the status of a request to the first URL, then what each of them costs. */
  public static void main(String[] urls) throws Throwable {
    HttpURLConnection call = (HttpURLConnection) new URL(urls[0]).openConnection();
    System.out.println("status " + call.getResponseCode());
    HopGarbage garbage = new HopGarbage();
    for (String each : urls) {
      URL url = new URL(each);
      System.out.println((garbage.hop(url) == null ? "left " : "authorized ") + garbage.bytes(url));
    }
  }
}
