package io.oauthcc.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides which registration, if any, acts on a hop. */
public final class Targets {

  private final List<Registration> registrations;

  private Targets(List<Registration> registrations) {
    this.registrations = registrations;
  }

  /** The targets of all registrations together. */
  public static Targets of(List<Registration> registrations) {
    return new Targets(registrations);
  }

  /**
   * The registration whose client acts on this hop, or null. Takes the hop's parts as the client
   * resolved them, never throws and never waits.
   *
   * @param scheme in any case
   * @param port -1: the scheme's own
   * @param path raw; empty and null mean {@code /}
   * @param query raw, without the question mark, or null
   */
  public @Nullable Registration match(
      @Nullable String scheme,
      @Nullable String host,
      int port,
      @Nullable String path,
      @Nullable String query) {
    throw new UnsupportedOperationException(scheme + host + port + path + query + registrations);
  }
}
