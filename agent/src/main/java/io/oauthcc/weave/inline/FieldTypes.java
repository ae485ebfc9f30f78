package io.oauthcc.weave.inline;

import org.jspecify.annotations.Nullable;

/** The fields of a woven class, inherited ones too, that advice may use. */
public interface FieldTypes {

  /**
   * A field's descriptor, or null if it is none of them.
   *
   * @param field {@code url}, or {@code static maxRedirects}
   */
  @Nullable String descriptorOf(String field);
}
