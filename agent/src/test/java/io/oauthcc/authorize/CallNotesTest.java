package io.oauthcc.authorize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CallNotesTest {

  private final CallNotes<String> notes = new CallNotes<>();
  private final List<String> call = new ArrayList<>(List.of("call"));

  @Test
  void calls_are_told_apart_by_identity() {
    notes.put(call, "noted");

    assertThat(notes.get(call)).isEqualTo("noted");
    assertThat(notes.get(new ArrayList<>(call))).isNull();
  }

  @Test
  void the_last_note_counts_until_it_is_taken() {
    notes.put(call, "first");
    notes.put(call, "second");

    assertThat(notes.take(call)).isEqualTo("second");
    assertThat(notes.take(call)).isNull();
    assertThat(notes.get(call)).isNull();
  }

  @Test
  void notes_of_collected_calls_go() {
    CallNotes<Object> many = new CallNotes<>();
    Object note = new Object();
    WeakReference<Object> kept = new WeakReference<>(note);
    many.put(new Object(), note);
    note = null;

    await()
        .until(
            () -> {
              System.gc();
              for (int i = 0; i < 100; i++) {
                many.put(new Object(), "another");
              }
              return kept.get() == null;
            });
  }
}
