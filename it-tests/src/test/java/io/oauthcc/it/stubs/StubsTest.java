package io.oauthcc.it.stubs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.oauthcc.it.Jdks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Advice is compiled against stubs: each member of theirs is in every version that is woven. */
class StubsTest {

  private static final Path STUBS = Path.of(System.getProperty("oauthcc.it.stubs"));
  private static final Path CLIENTS = Path.of(System.getProperty("oauthcc.it.clients"));

  private static final String CACHED = "static getServerAuth";
  private static final String CREDENTIALS = "Lsun/net/www/protocol/http/AuthenticationInfo;";

  static List<Arguments> stubs() throws IOException {
    List<ClassSource> jdks = Jdks.all().stream().map(ClassSource::of).toList();
    List<ClassSource> since11 = Jdks.from(11).stream().map(ClassSource::of).toList();
    List<ClassSource> okhttps = okhttps();
    List<Arguments> rows = new ArrayList<>();
    for (String stub : classesIn(STUBS)) {
      List<ClassSource> versions =
          stub.startsWith("okhttp3/")
              ? okhttps.stream().filter(version -> isOf(stub, version)).toList()
              : stub.startsWith("sun/") ? jdks : since11;
      assertThat(versions).isNotEmpty();
      versions.forEach(version -> rows.add(arguments(stub, version)));
    }
    return rows;
  }

  /** Which bodies can be sent again, OkHttp tells in one way until 3.13 and in another since. */
  private static boolean isOf(String stub, ClassSource okhttp) {
    boolean isOld = okhttp.toString().startsWith("okhttp-3.9");
    return switch (stub) {
      case "okhttp3/RequestBody" -> !isOld;
      case "okhttp3/internal/http/UnrepeatableRequestBody" -> isOld;
      default -> true;
    };
  }

  @ParameterizedTest(name = "{0} is as in {1}")
  @MethodSource("stubs")
  void a_stub_is_a_part_of_the_real_class(String stub, ClassSource version) throws IOException {
    Shape expected = Shape.of(Files.readAllBytes(STUBS.resolve(stub + ".class")));
    Shape actual = Objects.requireNonNull(version.shape(stub), "no such class");

    Set<String> members = new TreeSet<>(expected.members());
    members.removeIf(member -> !isOf(member, version.javaVersion()));
    assertThat(actual.isInterface()).isEqualTo(expected.isInterface());
    assertThat(membersOf(actual, version)).containsAll(members);
  }

  /** How the JDK finds credentials that it got before differs; each layout is woven on its own. */
  private static boolean isOf(String member, int javaVersion) {
    return switch (member) {
      case CACHED + "(Ljava/net/URL;)" + CREDENTIALS -> javaVersion == 8;
      case CACHED + "(Ljava/net/URL;Ljava/lang/String;)" + CREDENTIALS,
          "getAuthenticatorKey()Ljava/lang/String;" ->
          javaVersion >= 9 && javaVersion < 21;
      case CACHED + "(Ljava/net/URL;Lsun/net/www/protocol/http/AuthCacheImpl;)" + CREDENTIALS ->
          javaVersion >= 21;
      default -> true;
    };
  }

  /** Its own and the inherited ones. */
  private static Set<String> membersOf(Shape shape, ClassSource version) {
    Set<String> members = new TreeSet<>();
    for (@Nullable Shape next = shape; next != null; ) {
      members.addAll(next.members());
      String superName = next.superName();
      next = superName == null ? null : version.shape(superName);
    }
    return members;
  }

  private static List<ClassSource> okhttps() throws IOException {
    try (Stream<Path> folders = Files.list(CLIENTS)) {
      return folders
          .filter(folder -> String.valueOf(folder.getFileName()).startsWith("okhttp-"))
          .sorted()
          .map(ClassSource::of)
          .toList();
    }
  }

  private static List<String> classesIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .map(file -> folder.relativize(file).toString())
          .filter(file -> file.endsWith(".class"))
          .map(file -> file.substring(0, file.length() - ".class".length()))
          .sorted()
          .toList();
    }
  }
}
