package io.oauthcc.authorize;

import static org.assertj.core.api.Assertions.assertThat;

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
}
