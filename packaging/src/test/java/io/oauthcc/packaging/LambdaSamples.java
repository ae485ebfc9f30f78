package io.oauthcc.packaging;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;

/** Every kind of lambda that javac makes, for {@link LambdasTest} to run as classes. */
final class LambdaSamples implements Callable<List<Object>> {

  private final String text;

  LambdaSamples() {
    this("text");
  }

  private LambdaSamples(String text) {
    this.text = text;
  }

  @Override
  public List<Object> call() throws Exception {
    List<Object> results = new ArrayList<>();
    long wide = 3;
    double wider = 0.5;
    byte narrow = 7;
    Runnable adds = () -> results.add(text + wide + wider + narrow);
    adds.run();
    Runnable dropsResult = new AtomicInteger()::incrementAndGet;
    dropsResult.run();
    Runnable dropsWideResult = this::hidden;
    dropsWideResult.run();
    LongSupplier ofThis = this::hidden;
    results.add(ofThis.getAsLong());
    Supplier<Long> boxes = this::hidden;
    results.add(boxes.get());
    Function<LambdaSamples, Long> receiver = LambdaSamples::hidden;
    results.add(receiver.apply(this));
    ToLongFunction<Integer> unboxesAndWidens = Integer::intValue;
    results.add(unboxesAndWidens.applyAsLong(5));
    ToDoubleFunction<Character> unboxesInTheBody = LambdaSamples::half;
    results.add(unboxesInTheBody.applyAsDouble('b'));
    Function<String, Integer> boxesOfJdk = Integer::parseInt;
    results.add(boxesOfJdk.apply("12"));
    IntFunction<List<String>> constructs = ArrayList::new;
    results.add(constructs.apply(2));
    Function<String, LambdaSamples> constructsOwn = LambdaSamples::new;
    results.add(constructsOwn.apply("own").text);
    IntFunction<String[]> array = String[]::new;
    results.add(array.apply(4).length);
    BiFunction<Long, Double, String> wideArguments = (a, b) -> a + "/" + b + text;
    results.add(wideArguments.apply(1L, 2.0));
    Function<Collection<?>, Integer> ofInterface = Collection::size;
    results.add(ofInterface.apply(results));
    UnaryOperator<UnaryOperator<String>> nested = inner -> value -> inner.apply(value + wide);
    results.add(nested.apply(value -> value + "!").apply("n"));
    Object first = once();
    results.add(first == once());
    Supplier<String> one = each(1);
    results.add(one == each(1));
    return results;
  }

  private static Object once() {
    Supplier<String> capturesNothing = () -> "";
    return capturesNothing;
  }

  private static Supplier<String> each(int number) {
    return () -> "" + number;
  }

  private long hidden() {
    return text.length();
  }

  private static float half(int number) {
    return number / 2f;
  }
}
