package io.oauthcc.config;

import java.io.File;
import org.jspecify.annotations.Nullable;

/** A key store or trust store, or a PEM file in its place. Immutable; prints no password. */
public final class StoreFile {

  private final File file;
  private final String name;
  private final @Nullable Secret password;
  private final @Nullable String type;
  private final @Nullable String alias;

  /**
   * @param name the file in messages
   * @param type as {@link java.security.KeyStore#getInstance(String)} knows it, or {@code PEM};
   *     null: as the content tells
   * @param alias of the entry to use; null: whichever fits
   */
  public StoreFile(
      File file,
      String name,
      @Nullable Secret password,
      @Nullable String type,
      @Nullable String alias) {
    this.file = file;
    this.name = name;
    this.password = password;
    this.type = type;
    this.alias = alias;
  }

  /** Where it is; it may be replaced at any time. */
  public File file() {
    return file;
  }

  /** The store's password, for its entries too, or null. */
  public @Nullable Secret password() {
    return password;
  }

  /** The store's type or {@code PEM}; null: as the content tells. */
  public @Nullable String type() {
    return type;
  }

  /** The entry to use; null: whichever fits. */
  public @Nullable String alias() {
    return alias;
  }

  /** The file for messages. */
  @Override
  public String toString() {
    return name;
  }
}
