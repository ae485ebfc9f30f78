package io.oauthcc.benchmarks.startup;

import io.oauthcc.benchmarks.process.ServerProcess;
import io.oauthcc.benchmarks.program.Hello;
import io.oauthcc.benchmarks.program.HttpUrlConnectionCall;
import io.oauthcc.benchmarks.program.OkHttpCall;
import io.oauthcc.benchmarks.result.Jdk;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is started.
 *
 * @param key its name on the command line
 * @param name its name in the results
 * @param feature the least Java it runs on
 * @param needsToken whether it calls a target
 * @param classPath where its classes are
 * @param main its main class
 */
record Program(
    String key, String name, int feature, boolean needsToken, String classPath, String main) {

  private static final String OWN = "benchmarks/target/classes";

  /** Those there are. */
  static List<Program> all() throws IOException {
    String okHttp = OWN + File.pathSeparator + jars("benchmarks/target/lib", "ok|kotlin");
    String boot =
        "benchmarks/boot/target/classes"
            + File.pathSeparator
            + jars("benchmarks/boot/target/lib", "");
    List<Program> all = new ArrayList<>();
    all.add(new Program("hello", "hello", 8, false, OWN, Hello.class.getName()));
    addCalls(all, "HttpURLConnection", 8, OWN, HttpUrlConnectionCall.class);
    addCalls(all, "java.net.http", 17, OWN, JavaHttpClientCall.class);
    addCalls(all, "OkHttp 4", 8, okHttp, OkHttpCall.class);
    String start = "io.oauthcc.benchmarks.boot.BootStart";
    all.add(new Program("spring-boot", "Spring Boot 3", 17, false, boot, start));
    return all;
  }

  private static void addCalls(
      List<Program> all, String client, int feature, String classPath, Class<?> main) {
    for (boolean needsToken : new boolean[] {false, true}) {
      String kind = needsToken ? "authorized" : "foreign";
      all.add(
          new Program(
              kind, kind + " call, " + client, feature, needsToken, classPath, main.getName()));
    }
  }

  /** The jars of a folder whose names begin so. */
  private static String jars(String folder, String beginnings) throws IOException {
    try (Stream<Path> files = Files.list(Path.of(folder))) {
      return files
          .filter(file -> file.getFileName().toString().matches("(" + beginnings + ").*\\.jar"))
          .sorted()
          .map(Path::toString)
          .collect(Collectors.joining(File.pathSeparator));
    }
  }

  /** Whether it runs on this JDK. */
  boolean runsOn(Jdk jdk) {
    return Integer.parseInt(jdk.feature()) >= feature;
  }

  /**
   * Its command line.
   *
   * @param agent options of the JVM
   * @param bringsToken whether it may ask for what needs a token
   */
  List<String> command(Jdk jdk, List<String> agent, ServerProcess server, boolean bringsToken) {
    List<String> command = new ArrayList<>(List.of(jdk.java()));
    command.addAll(agent);
    command.addAll(List.of("-cp", classPath, main));
    if (needsToken) {
      command.add(server.origin() + (bringsToken ? "/api" : "/open"));
    } else {
      command.add("http://127.0.0.1:" + server.apiPort() + "/open");
    }
    return command;
  }
}
