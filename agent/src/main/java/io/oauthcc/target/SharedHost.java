package io.oauthcc.target;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Warns about a target that includes the host of a token endpoint or issuer: the endpoint itself
 * never gets a token, but the login pages beside it would. Loaded only where there is one.
 */
public final class SharedHost {

  private SharedHost() {}

  /** The warning with the line to write, or null if an exclusion takes the endpoint out already. */
  public static @Nullable String warning(
      TargetOwner owner, Target target, Target endpoint, boolean issuer) {
    for (Target excluded : owner.exclude()) {
      if (excluded.covers(endpoint)) {
        return null;
      }
    }
    return "registration "
        + owner.id()
        + ": the target "
        + OneLine.cut(target.toString())
        + (issuer
            ? " includes the host of an issuer. What is below the issuer never gets an access token;"
            : " includes the host of a token endpoint. The endpoint itself never gets an access"
                + " token;")
        + " so that nothing else of the provider gets one either, write the API's path into the"
        + " target, or add "
        + owner.keyName("exclude")
        + "="
        + list(owner.exclude())
        + place(target, endpoint);
  }

  /** The warning that a target lies below an issuer, which takes out all of it. */
  public static String issuerWarning(TargetOwner owner, Target target, Target issuer) {
    return "registration "
        + owner.id()
        + ": the target "
        + OneLine.cut(target.toString())
        + " gets no access token: it lies below issuer-uri "
        + OneLine.cut(issuer.toString())
        + ", and nothing there does; write that provider's token-uri in place of issuer-uri, or take"
        + " the target out";
  }

  private static String list(List<Target> targets) {
    StringBuilder list = new StringBuilder();
    for (Target target : targets) {
      list.append(target).append(',');
    }
    return list.toString();
  }

  /** Below a wildcard, or at a port of its own, all is the provider's; else what is beside it. */
  private static String place(Target target, Target endpoint) {
    String path = endpoint.prefix();
    int parent = path.lastIndexOf('/');
    String directory = parent > 0 ? path.substring(0, parent) : path;
    return endpoint.origin() + (target.isWildcard() || target.hasAnyPort() ? "" : directory);
  }
}
