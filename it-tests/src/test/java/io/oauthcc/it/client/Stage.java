package io.oauthcc.it.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.oauthcc.it.AgentAttachment;
import io.oauthcc.it.AgentFile;
import io.oauthcc.it.ApiServer;
import io.oauthcc.it.Application;
import io.oauthcc.it.Finished;
import io.oauthcc.it.Hop;
import io.oauthcc.it.Hops;
import io.oauthcc.it.OAuthClient;
import io.oauthcc.it.Request;
import io.oauthcc.it.TokenServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;
import okhttp3.mockwebserver.MockResponse;

/**
 * One subject with the agent before servers that insist on a token, and beside it the same subject
 * without the agent before servers that take anything: what the first does must be what the second
 * does, but for the header.
 */
final class Stage implements AutoCloseable {
  /** A value of the application's own, which the APIs take as well. */
  static final String OWN = "Basic b3duOm93bg==";

  /**
   * The folder on {@link Servers#foreign()} where {@link #replacingClient}'s token takes its place.
   */
  static final String REPLACING = "/replacing";

  /** Clients that a test wants in a state of their own; each has a folder of {@link #crowd}. */
  private static final List<String> FRESH =
      List.of("herd", "herd-async", "load", "held", "dropped");

  /**
   * What a registration does with refused tokens, and how many registrations of the kind there are:
   * each is refused once, for one forced renewal in five seconds is all that a registration makes.
   */
  enum Mode {
    RETRY("", "", 24, 8),
    EVICT("on-unauthorized", "evict", 0, 1),
    IGNORE("on-unauthorized", "ignore", 0, 1),
    FORBIDDEN("unauthorized-status", "403", 3, 0);

    private final String key;
    private final String value;
    private final int forEachVariant;
    private final int more;

    Mode(String key, String value, int forEachVariant, int more) {
      this.key = key;
      this.value = value;
      this.forEachVariant = forEachVariant;
      this.more = more;
    }

    int count(Subject subject) {
      return forEachVariant * Variant.of(subject.kind()).size() + more;
    }
  }

  private final TokenServer tokens = new TokenServer(false);
  private final TokenServer tlsTokens = new TokenServer(true);
  private final OAuthClient api = tlsTokens.register("api");
  private final OAuthClient other = tokens.register("other");
  private final OAuthClient replacing = tokens.register("replacing");
  private final Map<String, OAuthClient> fresh = new LinkedHashMap<>();
  private final Map<String, OAuthClient> unused = new LinkedHashMap<>();
  private final Map<String, OAuthClient> used = new ConcurrentHashMap<>();
  private final ApiServer crowd;
  private final Servers servers =
      new Servers(
          hop -> hop.authorization().equals(List.of(OWN)) || api.admits(hop.authorization()),
          hop -> hop.authorization().equals(List.of(OWN)) || other.admits(hop.authorization()),
          hop -> used(hop.path().split("/", 3)[1]).admits(hop.authorization()));
  private final Servers lenient = new Servers(hop -> true, hop -> true, hop -> true);
  private final Application application;
  private final Application reference;
  private final List<String> warningsOfTheVm;

  /**
   * @param attachedLate whether the agent comes when the application has used every variant
   */
  Stage(Subject subject, boolean attachedLate) {
    for (String id : FRESH) {
      fresh.put(id, tokens.register(id));
    }
    crowd =
        new ApiServer(
            "crowd",
            false,
            hop -> fresh(hop.path().split("/", 3)[1]).admits(hop.authorization()),
            new Hops());
    AgentFile file = new AgentFile(folder());
    List<String> targets = servers.targets();
    // Its own token endpoint is never to be authorized, whatever its host is named for.
    targets.add(api.tokenUri().replaceFirst("(?<=\\d)/.*", ""));
    file.registration(api, targets.toArray(String[]::new));
    file.set("oauthcc.registration.api.exclude", String.join(",", servers.exclusions()));
    file.set("oauthcc.registration.api.allow-insecure-http", "targets");
    file.registration(other, servers.other().targets());
    file.registration(
        replacing,
        servers.foreign().plain().url(REPLACING),
        servers.foreign().secure().url(REPLACING));
    file.set("oauthcc.registration.replacing.existing-authorization", "replace");
    fresh.forEach((id, client) -> file.registration(client, crowd.url("/" + id)));
    for (Mode mode : Mode.values()) {
      for (int i = 0; i < mode.count(subject); i++) {
        OAuthClient client = tokens.register(mode.name().toLowerCase(Locale.ROOT) + "-" + i);
        unused.put(client.id(), client);
        file.registration(client, servers.folders(client.id()));
        if (!mode.key.isEmpty()) {
          file.set("oauthcc.registration." + client.id() + "." + mode.key, mode.value);
        }
      }
    }
    String configuration = file.write().toString();
    application =
        new Application(
            attachedLate ? subject.jvm() : subject.jvm().agent(AgentFile.jar(), configuration),
            subject.driver());
    warningsOfTheVm = AgentAttachment.warnings(subject.jdk(), attachedLate ? 1 : 0);
    if (attachedLate) {
      use(Variant.of(subject.kind()), subject.kind() != Subject.Kind.SYNCHRONOUS);
      AgentAttachment.to(application, configuration);
    }
    reference = new Application(subject.jvm(), subject.driver());
    // The first client appears, for which no token is fetched.
    application.call(Request.get(servers.foreign().plain().url("/a")));
    servers.takeHops();
  }

  /** Leaves client objects, pools and open connections behind, as an application that runs does. */
  private void use(List<Variant> variants, boolean webSockets) {
    for (Variant variant : variants) {
      application.call(variant.get(servers.api().over(variant.tls()).url("/a")));
      application.call(variant.post(servers.foreign().over(variant.tls()).url("/a")));
      application.call(variant.get(Detour.FOREIGN_TO_MATCH.url(servers, variant.tls(), 302)));
    }
    if (webSockets) {
      application.webSocket(Request.get(servers.foreign().plain().url("/websocket")));
    }
    assertThat(servers.takeHops()).isNotEmpty().allMatch(hop -> hop.authorization().isEmpty());
  }

  private static Path folder() {
    try {
      return Files.createTempDirectory("oauthcc-stage");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** With the agent. */
  Application application() {
    return application;
  }

  /** What {@link #application()} calls. */
  Servers servers() {
    return servers;
  }

  /** Without the agent. */
  Application reference() {
    return reference;
  }

  /** What {@link #reference()} calls: the same servers, which take anything. */
  Servers lenient() {
    return lenient;
  }

  /** The client registered for {@link Servers#api()}. */
  OAuthClient apiClient() {
    return api;
  }

  /** What a call to {@link Servers#api()} carries now, as the application reads it from there. */
  String tokenInUse(Variant variant) {
    String token =
        application
            .call(variant.get(servers.api().over(variant.tls()).url("/authorization")))
            .body();
    assertThat(api.admits(List.of(token))).as("a token: %s", token).isTrue();
    servers.takeHops();
    return token;
  }

  /** The client registered for {@link Servers#other()}. */
  OAuthClient otherClient() {
    return other;
  }

  /** The client registered for {@link #REPLACING}. */
  OAuthClient replacingClient() {
    return replacing;
  }

  /** A client that only one test uses. */
  OAuthClient fresh(String id) {
    OAuthClient client = fresh.get(id);
    if (client == null) {
      throw new IllegalArgumentException("no client " + id);
    }
    return client;
  }

  /** The URL that needs a token of {@link #fresh}. */
  String freshUrl(String id) {
    return crowd.url("/" + id + "/thing");
  }

  /** A client that no test has used, with a folder on {@link Servers#strict()} and the other. */
  OAuthClient next(Mode mode) {
    String start = mode.name().toLowerCase(Locale.ROOT) + "-";
    OAuthClient client =
        unused.values().stream()
            .filter(candidate -> candidate.id().startsWith(start))
            .findFirst()
            .orElseThrow(() -> new AssertionError("no client left of " + mode));
    unused.remove(client.id());
    used.put(client.id(), client);
    return client;
  }

  private OAuthClient used(String id) {
    OAuthClient client = used.get(id);
    if (client == null) {
      throw new IllegalArgumentException("no client " + id);
    }
    return client;
  }

  /** Whether the hop carries what it must: a token where one belongs, nothing anywhere else. */
  boolean carriesWhatItMust(Hop hop) {
    if (isForApi(hop)) {
      return api.admits(hop.authorization());
    }
    return (hop.server().equals("other") && !hop.path().startsWith(Servers.BY_ANOTHER_NAME))
        ? other.admits(hop.authorization())
        : hop.authorization().isEmpty();
  }

  /** Whether the hop went where {@link Servers#targets} says. */
  boolean isForApi(Hop hop) {
    if (hop.path().startsWith(Servers.BY_ANOTHER_NAME)) {
      return false;
    }
    return hop.server().equals("api")
        || (hop.server().equals("partly") && isNamed(hop.path().replaceFirst("\\?.*", "")));
  }

  private static boolean isNamed(String path) {
    String plain = path.contains("%2") ? path : URI.create(path).normalize().getPath();
    return plain.matches("/in(/.*)?") && !plain.matches("/in/out(/.*)?") && !plain.contains("%2");
  }

  /** Has the server of {@link #freshUrl} answer this from now on. */
  void freshAnswers(Function<Hop, MockResponse> answers) {
    crowd.answers(answers);
  }

  /** Ends both applications and looks at what they left. */
  void end() {
    Finished withAgent = application.end();
    reference.end();
    assertThat(withAgent.errWithoutLog()).as("%s", withAgent).isEqualTo(warningsOfTheVm);
    assertThat(withAgent.err())
        .as("no secret and no token in the log")
        .noneMatch(this::tellsSecret);
    assertThat(tokens.violations()).isEmpty();
    assertThat(tlsTokens.violations()).isEmpty();
    assertThat(api.authorizations()).allMatch(value -> value.startsWith("Basic "));
  }

  private boolean tellsSecret(String line) {
    return Stream.of(List.of(api, other, replacing), fresh.values(), used.values())
        .flatMap(clients -> clients.stream())
        .anyMatch(client -> client.isIn(line) || line.contains(client.secret()));
  }

  @Override
  public void close() {
    application.close();
    reference.close();
    crowd.close();
    servers.close();
    lenient.close();
    tokens.close();
    tlsTokens.close();
  }
}
