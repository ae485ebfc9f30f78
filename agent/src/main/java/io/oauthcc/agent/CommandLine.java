package io.oauthcc.agent;

import org.jspecify.annotations.Nullable;

/** {@code java -jar oauthcc.jar}: what the jar does when it is run instead of attached. */
public final class CommandLine {

  private static final int WELL = 0;
  private static final int WRONG_USE = 2;

  private static final String USAGE =
      "oauthcc makes an unmodified Java application authenticate to the APIs it calls.\n"
          + "\n"
          + "  java -javaagent:oauthcc.jar=app.properties -jar application.jar\n"
          + "\n"
          + "app.properties:\n"
          + "\n"
          + "  hosts = api.example.com\n"
          + "  token-uri = https://auth.example.com/oauth/token\n"
          + "  client-id = my-client\n"
          + "  client-secret-file = /etc/oauthcc/secret\n"
          + "\n"
          + "Run by itself:\n"
          + "\n"
          + "  java -jar oauthcc.jar --help      this page\n"
          + "  java -jar oauthcc.jar --version   the version\n";

  private CommandLine() {}

  /** Runs the command and ends the JVM with 0, or 2 if it was called wrongly. */
  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  @SuppressWarnings("SystemOut") // A command's output is for the terminal.
  static int run(String[] arguments) {
    if (arguments.length == 1 && arguments[0].equals("--help")) {
      System.out.print(USAGE);
      return WELL;
    }
    if (arguments.length == 1 && arguments[0].equals("--version")) {
      System.out.println("oauthcc " + version());
      return WELL;
    }
    System.err.print(USAGE);
    return WRONG_USE;
  }

  private static String version() {
    Package self = CommandLine.class.getPackage();
    @Nullable String version = self == null ? null : self.getImplementationVersion();
    return version == null ? "(not packaged)" : version;
  }
}
