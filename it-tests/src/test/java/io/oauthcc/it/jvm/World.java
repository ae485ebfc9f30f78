package io.oauthcc.it.jvm;

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
import java.util.function.Supplier;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.SocketPolicy;

/**
 * An API that insists on a token, and closes the connection after each answer so that nothing
 * lingers in the application; and, under {@code /broken}, one whose token nobody can get. A token
 * that was used for {@code /last} is good no more.
 */
final class World implements AutoCloseable {
  private final Hops hops = new Hops();
  private final TokenServer tokens = new TokenServer(false);
  private final OAuthClient client = tokens.register("api");
  private final OAuthClient broken = tokens.register("broken");
  private final ApiServer api = new ApiServer("api", false, hop -> true, hops);
  private final Path agentFile;
  private volatile boolean isLenient;

  /**
   * @param folder for the agent's files
   */
  World(Path folder) {
    api.answers(this::answer);
    agentFile =
        new AgentFile(folder)
            .registration(client, api.url(""))
            .registrationWithSecret(broken, "wrong", api.url("/broken"))
            .write();
  }

  private boolean admits(Hop hop) {
    boolean admitted = isLenient || client.admits(hop.authorization());
    if (hop.path().endsWith("/last")) {
      client.revoke();
    }
    return admitted;
  }

  private MockResponse answer(Hop hop) {
    MockResponse answer =
        new MockResponse()
            .setHeader("Connection", "close")
            .setSocketPolicy(SocketPolicy.DISCONNECT_AT_END);
    return admits(hop)
        ? answer.setBody("the API got " + hop.path())
        // OkHttp would start a thread to skip a body that nobody reads.
        : answer.setResponseCode(401);
  }

  /** The option that puts the agent on a JVM. */
  String agent() {
    return agent(AgentFile.jar());
  }

  /** The same with a copy of its jar. */
  String agent(Path jar) {
    return "-javaagent:" + jar + "=" + agentFile;
  }

  /** The same for an agent that warns of its configuration at every start. */
  String warningAgent() {
    return "-javaagent:"
        + AgentFile.jar()
        + "=config-file="
        + agentFile
        + ";registration.api.allow-insecure-http=targets";
  }

  /** A URL of the API. */
  String url(String path) {
    return api.url(path);
  }

  /** What a program does while the API takes any request: how it is without the agent. */
  Finished whereNoTokenIsNeeded(Supplier<Finished> program) {
    isLenient = true;
    try {
      return program.get();
    } finally {
      isLenient = false;
    }
  }

  /** What reached the API since the last call of this method. */
  List<Hop> takeHops() {
    return hops.take();
  }

  /** Fails unless the program had well-formed token requests made, and printed no token. */
  void assertKeptSecret(Finished program) {
    assertThat(tokens.violations()).isEmpty();
    assertThat(client.isIn(program.toString())).as("token in the output").isFalse();
  }

  /** How many tokens were asked for, of those that are to be had. */
  int tokenRequests() {
    return client.requests();
  }

  /** Counts the token requests anew. */
  void forgetTokenRequests() {
    client.answersTokens();
  }

  /** Whether a token is anywhere in the text. */
  boolean hasTokenIn(String text) {
    return client.isIn(text);
  }

  @Override
  public void close() {
    api.close();
    tokens.close();
  }
}
