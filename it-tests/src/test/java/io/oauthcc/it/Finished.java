package io.oauthcc.it;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What a JVM left behind.
 *
 * @param command the command line
 * @param status the exit status; -1 if it had to be killed at its time limit
 * @param out the lines of standard output
 * @param err the lines of standard error
 */
public record Finished(String command, int status, List<String> out, List<String> err) {

  /** Standard error without the agent's own log lines. */
  public List<String> errWithoutLog() {
    return err.stream().filter(line -> !line.startsWith("[oauthcc]")).toList();
  }

  /** The agent's log lines on standard error. */
  public List<String> log() {
    return err.stream().filter(line -> line.startsWith("[oauthcc]")).toList();
  }

  /** Everything, for a failure message. */
  @Override
  public String toString() {
    return command
        + "\nexit status "
        + status
        + out.stream().collect(Collectors.joining("\n  ", "\nstdout:\n  ", ""))
        + err.stream().collect(Collectors.joining("\n  ", "\nstderr:\n  ", ""));
  }
}
