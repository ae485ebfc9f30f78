package io.oauthcc.weave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.ref.WeakReference;
import org.junit.jupiter.api.Test;

class WovenSetsTest {

  private final WovenSets sets = new WovenSets();

  @Test
  void a_decision_is_for_one_loader_and_one_copy() {
    ClassLoader loader = new Loader();
    WovenSet set = new WovenSet("okhttp", "shaded/", null);
    sets.add(loader, set);

    assertThat(sets.find(loader, "okhttp", "shaded/")).isSameAs(set);
    assertThat(sets.find(loader, "okhttp", "")).isNull();
    assertThat(sets.find(loader, "other", "shaded/")).isNull();
    assertThat(sets.find(new Loader(), "okhttp", "shaded/")).isNull();
    assertThat(sets.find(null, "okhttp", "shaded/")).isNull();
  }

  @Test
  void the_first_decision_stays() {
    WovenSet first = new WovenSet("okhttp", "", null);

    assertThat(sets.add(null, first)).isTrue();
    assertThat(sets.add(null, new WovenSet("okhttp", "", null))).isFalse();
    assertThat(sets.find(null, "okhttp", "")).isSameAs(first);
  }

  @Test
  void where_a_client_is_given_up_what_was_offered_is_offered_again() {
    sets.add(null, new WovenSet("okhttp", "", Clients.all().get(0)));
    sets.see(null, "okhttp", "", "First");
    assertThat(sets.isDone(null, "okhttp", "", "First")).isTrue();
    assertThat(sets.isDone(null, "okhttp", "", "Second")).isFalse();

    assertThat(sets.giveUp(null, "okhttp", "")).isTrue();

    assertThat(sets.isDone(null, "okhttp", "", "First")).isFalse();
    assertThat(sets.isDone(null, "okhttp", "", "Second")).isTrue();
    sets.see(null, "okhttp", "", "First");
    assertThat(sets.isDone(null, "okhttp", "", "First")).isTrue();
    assertThat(sets.giveUp(null, "okhttp", "")).isFalse();
  }

  @Test
  void a_loader_can_be_collected() {
    ClassLoader[] loader = {new Loader()};
    sets.add(loader[0], new WovenSet("okhttp", "", null));
    WeakReference<ClassLoader> reference = new WeakReference<>(loader[0]);
    loader[0] = null;

    await()
        .until(
            () -> {
              System.gc();
              return reference.get() == null;
            });
    assertThat(sets.find(null, "okhttp", "")).isNull();
  }

  /** Its equality is the application's code, and says nothing. */
  private static final class Loader extends ClassLoader {

    Loader() {
      super(null);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Loader;
    }

    @Override
    public int hashCode() {
      return 1;
    }
  }
}
