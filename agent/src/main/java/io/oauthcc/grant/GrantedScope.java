package io.oauthcc.grant;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compares the scope that was granted with the requested one (RFC 6749 §3.3). Some servers part the
 * names of the granted one by commas, semicolons or plus signs, or list them in an array.
 */
final class GrantedScope {

  private static final String SPACES = "\\s+";
  private static final String SEPARATORS = "[\\s,;+]+";

  private GrantedScope() {}

  /** What is not among it; none where nothing was asked for, or the answer does not tell. */
  static List<String> missing(@Nullable String requested, JsonObject answer) {
    List<String> texts = texts(answer);
    if (requested == null || texts == null) {
      return Collections.emptyList();
    }
    Set<String> granted = new HashSet<>();
    for (String text : texts) {
      granted.addAll(Arrays.asList(text.split(SPACES, -1)));
      granted.addAll(Arrays.asList(text.split(SEPARATORS, -1)));
    }
    List<String> missing = new ArrayList<>();
    for (String name : new LinkedHashSet<>(Arrays.asList(requested.split(SPACES, -1)))) {
      boolean inParts = granted.containsAll(Arrays.asList(name.split(SEPARATORS, -1)));
      if (!name.isEmpty() && !granted.contains(name) && !inParts) {
        missing.add(name);
      }
    }
    return Collections.unmodifiableList(missing);
  }

  private static @Nullable List<String> texts(JsonObject answer) {
    String text = answer.text("scope");
    return text == null ? answer.texts("scope") : Collections.singletonList(text);
  }
}
