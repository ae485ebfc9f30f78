package io.oauthcc.it.startup;

import static org.assertj.core.api.Assertions.assertThat;

import io.oauthcc.it.AgentFile;
import io.oauthcc.it.ApiServer;
import io.oauthcc.it.Hops;
import io.oauthcc.it.Jdk;
import io.oauthcc.it.Jdks;
import io.oauthcc.it.OAuthClient;
import io.oauthcc.it.TokenServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What start costs is told by the classes, which do not differ from run to run as times do. */
@DisplayName("Few classes are loaded beyond those of an agent that does nothing")
@ParameterizedClass(name = "{0}")
@MethodSource("jdks")
final class LoadedClassesTest {

  /** What no call to other hosts needs. */
  private static final String FETCHES =
      "io.oauthcc.(grant|http|keys)[.].*|org[.]apache.*|com[.]fasterxml.*";

  /** Linked at run time, by one of ours or of our libraries. */
  private static final String LAMBDA = "(io|org|com)[.].*[$][$]Lambda.*";

  // JUnit sets these before each test.
  @SuppressWarnings("NullAway.Init")
  @Parameter
  private Jdk jdk;

  @SuppressWarnings("NullAway.Init")
  @TempDir
  private Path folder;

  @SuppressWarnings("NullAway.Init")
  private TokenServer tokens;

  @SuppressWarnings("NullAway.Init")
  private ApiServer api;

  @SuppressWarnings("NullAway.Init")
  private ApiServer foreign;

  @SuppressWarnings("NullAway.Init")
  private OAuthClient client;

  @SuppressWarnings("NullAway.Init")
  private String agent;

  @SuppressWarnings("NullAway.Init")
  private LoadedClasses loaded;

  static List<Jdk> jdks() {
    return Jdks.all();
  }

  @BeforeEach
  void start() throws IOException {
    tokens = new TokenServer(false);
    client = tokens.register("api");
    api = new ApiServer("api", false, hop -> client.admits(hop.authorization()), new Hops());
    foreign = new ApiServer("foreign", false, hop -> true, new Hops());
    agent = Program.agent(new AgentFile(folder).registration(client, api.url("")).write());
    loaded = new LoadedClasses(jdk, folder);
  }

  @AfterEach
  void stop() {
    foreign.close();
    api.close();
    tokens.close();
  }

  @Test
  @DisplayName("in a program without a call")
  void hello() throws IOException {
    Program hello = Program.hello(jdk);

    List<String> ours = loaded.of(hello, agent);

    List<String> empty = loaded.of(hello, loaded.emptyAgent());
    LoadedClasses.assertFew(ours, empty, ClassBudget.of(jdk).hello());
    assertThat(ours).noneMatch(name -> name.matches(LAMBDA));
  }

  @Test
  @DisplayName(
      "in one that calls others, nothing that fetches a token; in one that calls a target, of Byte"
          + " Buddy ASM alone; and nowhere a lambda that the agent links")
  void calls() throws IOException {
    Program elsewhere = Program.get(jdk, foreign.url("/a"));
    List<String> empty = loaded.of(elsewhere, loaded.emptyAgent());

    Path other = Files.createDirectory(folder.resolve("other"));
    Path file = new AgentFile(other).registration(client, "https://api.example.com").write();
    List<String> called = loaded.of(elsewhere, Program.agent(file));
    List<String> authorized = loaded.of(Program.get(jdk, api.url("/a")), agent);

    assertThat(client.requests()).isOne();
    LoadedClasses.assertFew(called, empty, ClassBudget.of(jdk).foreign());
    LoadedClasses.assertFew(authorized, empty, ClassBudget.of(jdk).authorized());
    assertThat(called).contains("java.lang.OauthccHook").noneMatch(name -> name.matches(FETCHES));
    assertThat(called).noneMatch(name -> name.matches(LAMBDA));
    assertThat(authorized).anyMatch(name -> name.matches(FETCHES));
    assertThat(authorized).noneMatch(name -> name.matches(LAMBDA));
    assertThat(authorized)
        .filteredOn(name -> name.startsWith("net.bytebuddy."))
        .isNotEmpty()
        .allMatch(name -> name.startsWith("net.bytebuddy.jar.asm."));
  }
}
