package io.oauthcc.config;

import java.io.File;
import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A secret in a file, which may be replaced while the application runs. */
final class SecretFile implements SecretSource {

  private static final int LIMIT = 64 * 1024;

  private final File file;
  private final String name;
  private final Consumer<String> warnings;

  private @Nullable Secret lastGood;
  private boolean warned;

  /**
   * @param name the file in messages
   * @param warnings told once each time the file turns unreadable after it was good
   */
  SecretFile(File file, String name, Consumer<String> warnings) {
    this.file = file;
    this.name = name;
    this.warnings = warnings;
  }

  @Override
  public synchronized Secret get() throws IOException {
    try {
      Secret secret = Secret.of(read(file));
      lastGood = secret;
      warned = false;
      return secret;
    } catch (IOException e) {
      Secret secret = lastGood;
      if (secret == null) {
        throw new IOException("the file " + name + " " + e.getMessage(), e);
      }
      if (!warned) {
        warned = true;
        warnings.accept(
            "the secret file "
                + name
                + " "
                + e.getMessage()
                + "; its last good content stays in use until it can be read again");
      }
      return secret;
    }
  }

  /** Reads the file for the first time. Gives what is wrong with it, to go on after its name. */
  synchronized @Nullable String mistake() {
    try {
      lastGood = Secret.of(read(file));
      return null;
    } catch (IOException e) {
      return e.getMessage();
    }
  }

  /** What its author may not see in the secret that was read first, or null. */
  synchronized @Nullable String form() {
    Secret secret = lastGood;
    String text = secret == null ? "" : secret.reveal();
    boolean odd = text.trim().length() != text.length() || Setting.isOdd(text);
    return odd && secret != null ? LiteralSecret.form(secret) : null;
  }

  /**
   * The content of a secret file, without a byte-order mark and one newline at the end.
   *
   * @throws IOException whose message goes on after the file's name
   */
  static String read(File file) throws IOException {
    String text = SmallFile.text(file, LIMIT);
    int end = text.length();
    if (text.endsWith("\n")) {
      end -= text.endsWith("\r\n") ? 2 : 1;
    }
    if (end == 0) {
      throw new IOException("is empty");
    }
    return text.substring(0, end);
  }

  @Override
  public String toString() {
    return "secret file " + name;
  }
}
