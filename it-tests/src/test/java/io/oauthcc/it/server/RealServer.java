package io.oauthcc.it.server;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Runs a test class against a server, which its constructor takes as a parameter. One of each kind
 * serves all classes of a test run; the first that needs it starts it. Where it is not installed
 * the class is skipped, or, if the environment variable {@code OAUTHCC_REQUIRE_SERVERS} lists it,
 * fails.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@ExtendWith(RealServers.class)
public @interface RealServer {

  /** Which one. */
  ServerKind value();
}
