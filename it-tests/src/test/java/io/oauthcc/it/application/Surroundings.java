package io.oauthcc.it.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.oauthcc.it.AgentFile;
import io.oauthcc.it.ApiServer;
import io.oauthcc.it.Finished;
import io.oauthcc.it.Hop;
import io.oauthcc.it.Hops;
import io.oauthcc.it.OAuthClient;
import io.oauthcc.it.TokenServer;
import java.nio.file.Path;
import java.util.List;

/**
 * What a program finds around it: an API that wants a token, the server that issues it, and a
 * server of somebody else's, on the same host, that wants none.
 */
final class Surroundings implements AutoCloseable {
  private final Hops hops = new Hops();
  private final TokenServer tokens = new TokenServer(false);
  private final OAuthClient client = tokens.register("tool");
  private final ApiServer api =
      new ApiServer("api", false, hop -> client.admits(hop.authorization()), hops);
  private final ApiServer elsewhere = new ApiServer("elsewhere", false, hop -> true, hops);

  /** The API. */
  ApiServer api() {
    return api;
  }

  /** The server of somebody else's. */
  ApiServer elsewhere() {
    return elsewhere;
  }

  /** The option that puts the agent, configured for the API, on a JVM. */
  String agent(Path folder) {
    Path file = new AgentFile(folder).registration(client, api.url("")).write();
    return "-javaagent:" + AgentFile.jar() + "=" + file;
  }

  /** What reached both servers since the last call, a line each: {@code api GET /path, token}. */
  List<String> seen() {
    return hops.take().stream()
        .map(hop -> hop.server() + " " + hop.method() + " " + hop.path() + ", " + carried(hop))
        .toList();
  }

  private String carried(Hop hop) {
    if (client.isIn(hop.withoutAuthorization())) {
      return "a token outside of Authorization";
    }
    if (hop.authorization().isEmpty()) {
      return "no token";
    }
    return client.admits(hop.authorization()) ? "token" : "another Authorization";
  }

  /**
   * Fails unless exactly one token was fetched, properly, and the program printed no part of it.
   */
  void assertOneToken(Finished program) {
    assertThat(client.requests()).as("token requests\n%s", program).isOne();
    assertThat(tokens.violations()).isEmpty();
    assertThat(client.isIn(program.toString())).as("token in the output").isFalse();
  }

  /** Fails if the authorization server was asked for anything. */
  void assertNoToken() {
    assertThat(client.requests()).as("token requests").isZero();
  }

  @Override
  public void close() {
    api.close();
    elsewhere.close();
    tokens.close();
  }
}
