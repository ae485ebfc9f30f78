package io.oauthcc.config;

import java.io.File;
import org.jspecify.annotations.Nullable;

/** A private key in a PEM file: PKCS #8, PKCS #1 or SEC 1. Immutable; prints no password. */
public final class KeyFile {

  private final File file;
  private final String name;
  private final @Nullable Secret password;

  /**
   * @param name the file in messages
   * @param password of an encrypted key, or null
   */
  public KeyFile(File file, String name, @Nullable Secret password) {
    this.file = file;
    this.name = name;
    this.password = password;
  }

  /** Where it is; it may be replaced at any time. */
  public File file() {
    return file;
  }

  /** The password of an encrypted key, or null. */
  public @Nullable Secret password() {
    return password;
  }

  /** The file for messages. */
  @Override
  public String toString() {
    return name;
  }
}
