package io.oauthcc.it.server;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** What {@code it-tests/install-servers} installs. */
public enum ServerKind {
  /** A {@link Keycloak} that serves from {@code /}. */
  KEYCLOAK,
  /** A {@link Keycloak} that serves from {@code /auth}, as all did before version 17. */
  KEYCLOAK_AUTH,
  /** A {@link DjangoOAuthToolkit}. */
  DJANGO_OAUTH_TOOLKIT,
  /** A {@link Doorkeeper}. */
  DOORKEEPER;

  /** Its name in {@code OAUTHCC_REQUIRE_SERVERS}. */
  String serverName() {
    return switch (this) {
      case KEYCLOAK, KEYCLOAK_AUTH -> "keycloak";
      case DJANGO_OAUTH_TOOLKIT -> "django-oauth-toolkit";
      case DOORKEEPER -> "doorkeeper";
    };
  }

  boolean isInstalled() {
    List<Path> files =
        switch (this) {
          case KEYCLOAK -> List.of(Keycloak.distribution(""));
          case KEYCLOAK_AUTH -> List.of(Keycloak.distribution("/auth"));
          case DJANGO_OAUTH_TOOLKIT -> List.of(debianPackage("python3-django-oauth-toolkit"));
          case DOORKEEPER -> List.of(debianPackage("ruby-doorkeeper"), debianPackage("puma"));
        };
    return files.stream().allMatch(Files::exists);
  }

  private static Path debianPackage(String name) {
    return Path.of("/var/lib/dpkg/info", name + ".list");
  }

  boolean isRequired() {
    String required = System.getenv().getOrDefault("OAUTHCC_REQUIRE_SERVERS", "");
    return Arrays.asList(required.split("[, ]+", -1)).contains(serverName());
  }

  AutoCloseable start() {
    return switch (this) {
      case KEYCLOAK -> Keycloak.start("");
      case KEYCLOAK_AUTH -> Keycloak.start("/auth");
      case DJANGO_OAUTH_TOOLKIT -> DjangoOAuthToolkit.start();
      case DOORKEEPER -> Doorkeeper.start();
    };
  }
}
