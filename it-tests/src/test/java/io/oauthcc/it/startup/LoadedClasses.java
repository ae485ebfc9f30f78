package io.oauthcc.it.startup;

import static org.assertj.core.api.Assertions.assertThat;

import io.oauthcc.it.EmptyAgentJar;
import io.oauthcc.it.Finished;
import io.oauthcc.it.ForkedJvm;
import io.oauthcc.it.Jdk;
import io.oauthcc.it.driver.Get;
import io.oauthcc.it.driver.Hello;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The classes that a program loads, as the VM tells. */
final class LoadedClasses {
  private static final Path ARCHIVE_LISTS =
      Path.of(System.getProperty("oauthcc.it.archive-lists", ""));

  private final Jdk jdk;
  private final Path folder;
  private final Path programs;

  /**
   * @param folder for the VM's log and for the programs: without the empty agent's class, so that
   *     it comes from its jar, as ours does
   */
  LoadedClasses(Jdk jdk, Path folder) throws IOException {
    this.jdk = jdk;
    this.folder = folder;
    this.programs = folder.resolve("programs");
    for (Class<?> program : List.of(Hello.class, Get.class)) {
      Path classFile = programs.resolve(classFile(program));
      Files.createDirectories(classFile.getParent());
      Files.write(classFile, Files.readAllBytes(Program.CLASSES.resolve(classFile(program))));
    }
  }

  /** The option that puts an agent on a JVM that does nothing. */
  String emptyAgent() throws IOException {
    return EmptyAgentJar.agent(folder);
  }

  private static String classFile(Class<?> type) {
    return type.getName().replace('.', '/') + ".class";
  }

  /** What a program loads with this agent. */
  List<String> of(Program program, String agent) throws IOException {
    if (jdk.feature() == 8) {
      return run(program, agent, "-verbose:class").out().stream()
          .filter(line -> line.startsWith("[Loaded "))
          .map(line -> line.split(" ", -1)[1])
          .toList();
    }
    Path log = folder.resolve("classes.log");
    run(program, agent, "-Xlog:class+load:file=" + log + "::filecount=0");
    return Files.readAllLines(log).stream()
        .filter(line -> line.contains(" source: "))
        .map(line -> line.replaceFirst("^(\\[[^]]*] ?)*", "").split(" ", -1)[0])
        .toList();
  }

  private Finished run(Program program, String... options) {
    Finished finished =
        ForkedJvm.java(jdk)
            .with(options)
            .classPath(List.of(programs))
            .with(program.mainClass())
            .with(program.arguments().toArray(String[]::new))
            .run();
    assertThat(finished.status()).as("%s", finished).isZero();
    return finished;
  }

  /**
   * Fails if there are more than {@code most} beyond {@code others}, and tells them: first those of
   * the agent that were not yet there when its lists were recorded.
   */
  static void assertFew(List<String> classes, List<String> others, int most) throws IOException {
    List<String> more = new ArrayList<>(classes);
    others.forEach(more::remove);
    int surplus = classes.size() - others.size();
    if (surplus > most) {
      List<String> agents = more.stream().filter(LoadedClasses::isAgents).toList();
      Set<String> recorded = recorded();
      throw new AssertionError(
          """
          %d classes more than with an agent that does nothing, where %d are allowed
          new of the agent's: %s
          of the JDK's: %s
          of the agent's, known: %s"""
              .formatted(
                  surplus,
                  most,
                  agents.stream().filter(name -> !recorded.contains(name)).toList(),
                  more.stream().filter(name -> !agents.contains(name)).toList(),
                  agents.stream().filter(recorded::contains).toList()));
    }
  }

  private static boolean isAgents(String name) {
    return !name.matches("(java|javax|jdk|sun|com\\.sun)\\..*|\\[.*");
  }

  private static Set<String> recorded() throws IOException {
    Set<String> recorded = new HashSet<>();
    try (Stream<Path> lists = Files.list(ARCHIVE_LISTS)) {
      for (Path list : (Iterable<Path>) lists::iterator) {
        Files.readAllLines(list).forEach(name -> recorded.add(name.replace('/', '.')));
      }
    }
    return recorded;
  }
}
