package io.oauthcc.it.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.oauthcc.it.AgentFile;
import io.oauthcc.it.Application;
import io.oauthcc.it.Finished;
import io.oauthcc.it.ForkedJvm;
import io.oauthcc.it.Hop;
import io.oauthcc.it.OAuthClient;
import io.oauthcc.it.Request;
import io.oauthcc.it.TokenServer;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

/**
 * The same program twice: with the agent before servers that insist on its tokens, and without it
 * before servers that take anything. What the application saw must be the same, and what the
 * servers saw but for the {@code Authorization}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // Set before the first test of each subject.
abstract class Transparency {
  @Parameter private Subject subject;

  private TokenServer tokens;
  private OAuthClient client;
  private OAuthClient unheeded;
  private Scenery strict;
  private Scenery lenient;
  private Application application;
  private Application reference;

  @BeforeParameterizedClassInvocation
  final void open() throws IOException {
    tokens = new TokenServer(false);
    client = tokens.register("api");
    unheeded = tokens.register("unheeded");
    strict = new Scenery(hop -> isAdmitted(hop, client), hop -> isAdmitted(hop, unheeded));
    lenient = new Scenery(hop -> true, hop -> true);
    AgentFile file =
        new AgentFile(Files.createTempDirectory("oauthcc-scenes"))
            .registration(client, strict.targets())
            .registration(unheeded, strict.unheeded())
            .set("oauthcc.registration.unheeded.on-unauthorized", "ignore");
    application =
        new Application(
            prepared(subject.jvm()).agent(AgentFile.jar(), file.write().toString()),
            subject.driver());
    reference = new Application(prepared(subject.jvm()), subject.driver());
    // From here on the agent has its tokens, and never makes a call wait.
    for (String place : List.of("api", "unheeded")) {
      assertThat(application.call(Request.get(strict.places().get(place) + "/text")).status())
          .isEqualTo(200);
      reference.call(Request.get(lenient.places().get(place) + "/text"));
    }
    strict.takeHops();
    lenient.takeHops();
  }

  /** The JVM of both runs. */
  ForkedJvm.Builder prepared(ForkedJvm.Builder jvm) {
    return jvm;
  }

  private static boolean isAdmitted(Hop hop, OAuthClient client) {
    return hop.authorization().equals(List.of(Stage.OWN)) || client.admits(hop.authorization());
  }

  @AfterParameterizedClassInvocation
  final void leavesNothingBehind() {
    try {
      Finished withAgent = application.end();
      reference.end();
      assertThat(withAgent.errWithoutLog()).as("%s", withAgent).isEmpty();
      assertThat(withAgent.err()).noneMatch(this::tellsToken);
      assertThat(tokens.violations()).isEmpty();
    } finally {
      application.close();
      reference.close();
      strict.close();
      lenient.close();
      tokens.close();
    }
  }

  final Subject subject() {
    return subject;
  }

  /** Plays the scene in both runs and compares them; hops in their order. */
  final void same(String scenes, String scene) {
    compare(scenes, scene, UnaryOperator.identity());
  }

  /** The same where the scene's calls run side by side. */
  final void sameInAnyOrder(String scenes, String scene) {
    compare(scenes, scene, hops -> hops.stream().sorted().toList());
  }

  private void compare(String scenes, String scene, UnaryOperator<List<String>> order) {
    // Left by a scene that failed.
    strict.takeHops();
    lenient.takeHops();
    CompletableFuture<List<String>> seen =
        CompletableFuture.supplyAsync(
            () -> application.play(scenes, scene, strict.places(), Stage.OWN));
    List<String> expected = reference.play(scenes, scene, lenient.places(), Stage.OWN);
    List<String> saw = seen.join();
    List<Hop> hops = strict.takeHops();
    List<Hop> without = lenient.takeHops();
    SoftAssertions softly = new SoftAssertions();
    softly
        .assertThat(saw.stream().map(strict::comparable))
        .as("what the application saw")
        .containsExactlyElementsOf(expected.stream().map(lenient::comparable).toList());
    softly
        .assertThat(order.apply(hops.stream().map(hop -> told(strict, hop)).toList()))
        .as("what the servers saw")
        .containsExactlyElementsOf(
            order.apply(without.stream().map(hop -> told(lenient, hop)).toList()));
    softly.assertThat(saw).as("tokens shown to the application").noneMatch(this::tellsToken);
    for (Hop hop : hops) {
      softly
          .assertThat(hop)
          .matches(one -> carriesWhatItMust(one, without), "carries what it must");
    }
    softly
        .assertThat(hops)
        .as("calls with a token")
        .anyMatch(hop -> tellsToken(hop.authorization().toString()));
    softly.assertAll();
  }

  private static String told(Scenery scenery, Hop hop) {
    return scenery.comparable(hop.withoutAuthorization())
        + (hop.server().equals("kept") ? " as request " + hop.before() + " of a connection" : "");
  }

  /** A token where one belongs, unless the application authenticates itself there. */
  private boolean carriesWhatItMust(Hop hop, List<Hop> without) {
    if (hop.authorization().equals(List.of(Stage.OWN))) {
      return without.stream()
          .anyMatch(
              other ->
                  other.authorization().equals(hop.authorization())
                      && other.server().equals(hop.server())
                      && other.path().equals(hop.path()));
    }
    return switch (hop.server()) {
      case "foreign" -> hop.authorization().isEmpty();
      case "unheeded" -> unheeded.admits(hop.authorization());
      default -> client.admits(hop.authorization());
    };
  }

  private boolean tellsToken(String text) {
    return client.isIn(text) || unheeded.isIn(text);
  }
}
