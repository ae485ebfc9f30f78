package io.oauthcc.it.driver;

import java.net.Authenticator;
import java.net.PasswordAuthentication;
import java.util.concurrent.atomic.AtomicInteger;

/** The application's own authenticator for clients of the JDK. */
final class Passwords extends Authenticator {
  private final String password;
  private final AtomicInteger asked = new AtomicInteger();

  Passwords(String password) {
    this.password = password;
  }

  @Override
  protected PasswordAuthentication getPasswordAuthentication() {
    asked.incrementAndGet();
    return new PasswordAuthentication("own", password.toCharArray());
  }

  /** How often it was asked since the last call of this method. */
  int asked() {
    return asked.getAndSet(0);
  }
}
