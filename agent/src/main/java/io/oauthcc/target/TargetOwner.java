package io.oauthcc.target;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whose targets are: what a look-up, and the sentences about it, need of a registration. */
public interface TargetOwner {

  /** Its name, as the operator knows it. */
  String id();

  /** What it serves; immutable. */
  List<Target> hosts();

  /** What it never serves, and others do not where it is more specific; immutable. */
  List<Target> exclude();

  /** The token endpoint, which nobody serves, or null. */
  @Nullable URI tokenUri();

  /** The issuer below which nobody serves anything, or null. */
  @Nullable URI issuerUri();

  /** The full name of a configuration key as it is written for this owner alone. */
  String keyName(String key);
}
