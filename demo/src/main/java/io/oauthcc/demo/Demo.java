package io.oauthcc.demo;

import io.oauthcc.demo.RecordingServer.Answer;
import io.oauthcc.demo.RecordingServer.Seen;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs {@link LegacyApplication} without the agent and with it, and shows what happened. */
public final class Demo {

  private static final String TOKEN = "demo-token-1";
  private static final String TOKEN_ANSWER =
      "{\"access_token\":\"" + TOKEN + "\",\"token_type\":\"Bearer\",\"expires_in\":300}";
  private static final String SECRET = "correct-horse-battery-staple";

  private final List<String> surprises = new ArrayList<>();
  private final RecordingServer authorizationServer;
  private final RecordingServer api;
  private final RecordingServer elsewhere;

  private Demo(
      RecordingServer authorizationServer, RecordingServer api, RecordingServer elsewhere) {
    this.authorizationServer = authorizationServer;
    this.api = api;
    this.elsewhere = elsewhere;
  }

  /** Ends with status 1 if a line is not as it should be. */
  public static void main(String[] arguments) throws Exception {
    try (RecordingServer authorizationServer =
            new RecordingServer(request -> new Answer(200, TOKEN_ANSWER));
        RecordingServer api =
            new RecordingServer(
                request ->
                    request.authorization().equals("Bearer " + TOKEN)
                        ? new Answer(200, "{}")
                        : new Answer(401, "{}"));
        RecordingServer elsewhere = new RecordingServer(request -> new Answer(200, "{}"))) {
      System.exit(new Demo(authorizationServer, api, elsewhere).run());
    }
  }

  private int run() throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("oauthcc-demo");
    Path secret = Files.writeString(folder.resolve("secret"), SECRET + "\n");
    List<String> settings =
        List.of(
            "hosts = http://localhost:" + api.port(),
            "token-uri = http://localhost:" + authorizationServer.port() + "/oauth/token",
            "client-id = legacy-batch",
            "client-secret-file = " + secret);
    Path file = Files.write(folder.resolve("app.properties"), settings);

    print("");
    print("oauthcc: one unmodified program, three HTTP clients, one protected API");
    print("");
    print("Without the agent    java ... LegacyApplication");
    print("");
    showAnswers(launch(List.of()), 401);
    api.take();
    elsewhere.take();

    print("With the agent       java -javaagent:oauthcc.jar=app.properties ... LegacyApplication");
    print("");
    String agent = "-javaagent:" + System.getProperty("oauthcc.jar") + "=" + file;
    showAnswers(launch(List.of(agent)), 200);
    showServers();
    print("app.properties was");
    print("");
    settings.forEach(line -> print("  " + line));
    print("");

    Files.delete(file);
    Files.delete(secret);
    Files.delete(folder);
    surprises.forEach(surprise -> print("NOT AS IT SHOULD BE: " + surprise));
    return surprises.isEmpty() ? 0 : 1;
  }

  private void showAnswers(Map<String, String> answers, int apiStatus) {
    for (String client : List.of("HttpURLConnection", "java.net.http", "OkHttp")) {
      showAnswer(client, answers, apiStatus);
    }
    showAnswer("another host", answers, 200);
    print("");
  }

  private void showAnswer(String client, Map<String, String> answers, int status) {
    String answer = answers.getOrDefault(client, "no answer");
    print(String.format("  %-20s %s", client, answer));
    expect(answer.equals(String.valueOf(status)), client + " should have got " + status);
  }

  private void showServers() {
    List<Seen> tokenRequests = authorizationServer.take();
    List<Seen> apiRequests = api.take();
    List<Seen> otherRequests = elsewhere.take();
    print("What the servers saw");
    print("");
    print(row("authorization server", tokenRequests, "client credentials, once for all clients"));
    print(row("API", apiRequests, "each with  Authorization: Bearer " + TOKEN));
    print(row("another host", otherRequests, "without an Authorization header"));
    print("");
    expect(tokenRequests.size() == 1, "there should have been one token request");
    expect(
        tokenRequests.stream().allMatch(seen -> seen.body().contains("client_credentials")),
        "the token request should have named its grant");
    expect(apiRequests.size() == 3, "the API should have seen three requests");
    expect(
        apiRequests.stream().allMatch(seen -> seen.authorization().equals("Bearer " + TOKEN)),
        "each API request should have carried the token");
    expect(
        otherRequests.stream().allMatch(seen -> seen.authorization().isEmpty()),
        "the other host should have seen no Authorization header");
  }

  private static String row(String server, List<Seen> requests, String what) {
    String count = requests.size() == 1 ? "1 request " : requests.size() + " requests";
    return String.format("  %-20s %s   %s", server, count, what);
  }

  private Map<String, String> launch(List<String> options)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("java.home") + File.separator + "bin" + File.separator + "java");
    command.addAll(options);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(LegacyApplication.class.getName());
    command.add("http://localhost:" + api.port() + "/orders");
    command.add("http://localhost:" + elsewhere.port() + "/news");
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    Map<String, String> answers = new LinkedHashMap<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        int equals = line.indexOf('=');
        answers.put(line.substring(0, Math.max(0, equals)), line.substring(equals + 1));
      }
    }
    expect(process.waitFor() == 0, "the program should have ended well");
    return answers;
  }

  private void expect(boolean fulfilled, String surprise) {
    if (!fulfilled) {
      surprises.add(surprise);
    }
  }

  @SuppressWarnings("SystemOut")
  private static void print(String line) {
    System.out.println(line);
  }
}
