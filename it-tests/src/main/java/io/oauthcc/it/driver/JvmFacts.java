package io.oauthcc.it.driver;

import java.lang.reflect.Field;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.net.ResponseCache;
import java.nio.charset.Charset;
import java.security.Provider;
import java.security.Security;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.logging.LogManager;
import org.jspecify.annotations.Nullable;

/**
 * What an application can find out about its JVM, looking further than any does. From Java 9 on it
 * needs {@code java.io}, {@code java.lang}, {@code java.net}, {@code java.util} and {@code
 * javax.net.ssl} opened.
 */
final class JvmFacts {
  private static final String[] HIDDEN = {
    "net.bytebuddy.ByteBuddy",
    "net.bytebuddy.jar.asm.ClassReader",
    "com.fasterxml.jackson.core.JsonFactory",
    "com.fasterxml.jackson.databind.ObjectMapper",
    "org.slf4j.LoggerFactory",
    "org.slf4j.simple.SimpleLogger",
    "org.apache.hc.core5.http.HttpHost",
    "io.oauthcc.authorize.AgentHook",
    "io.oauthcc.config.Configuration",
    "io.oauthcc.runtime.StartUp",
    "io.oauthcc.token.TokenCache",
  };
  private static final String[] SERVICES = {
    "com.fasterxml.jackson.core.JsonFactory",
    "com.fasterxml.jackson.core.ObjectCodec",
    "org.slf4j.spi.SLF4JServiceProvider",
  };

  private final Set<String> facts = new TreeSet<>();

  void print(String when) throws Exception {
    properties();
    defaults();
    statics();
    threads();
    packages();
    for (String name : HIDDEN) {
      classes(name);
    }
    for (String service : SERVICES) {
      String file = "META-INF/services/" + service;
      add("resource", file, Collections.list(ClassLoader.getSystemResources(file)));
    }
    for (String fact : facts) {
      System.out.println(when + " " + fact.replace("\n", "\\n").replace("\r", "\\r"));
    }
  }

  private void properties() {
    Properties properties = System.getProperties();
    add("the properties are a", properties.getClass());
    for (Map.Entry<?, ?> property : properties.entrySet()) {
      add("property", property.getKey(), property.getValue());
    }
  }

  private void defaults() {
    add("locale", Locale.getDefault());
    add("charset", Charset.defaultCharset());
    add("log manager", LogManager.getLogManager().getClass().getName());
    add("cookie handler", CookieHandler.getDefault());
    add("response cache", ResponseCache.getDefault());
    add("proxy selector", String.valueOf(ProxySelector.getDefault()).replaceFirst("@.*", ""));
    add("exception handler", Thread.getDefaultUncaughtExceptionHandler());
    add("standard error", System.err.getClass());
    ClassLoader system = ClassLoader.getSystemClassLoader();
    add("system loader is the own", system == JvmFacts.class.getClassLoader());
    add("context loader is the own", Thread.currentThread().getContextClassLoader() == system);
    for (Provider provider : Security.getProviders()) {
      add("provider", provider.getName());
    }
  }

  private void statics() throws Exception {
    add("time zone", read("java.util.TimeZone", "defaultTimeZone") != null);
    add("authenticator", read("java.net.Authenticator", "theAuthenticator"));
    add("stream handler factory", read("java.net.URL", "factory"));
    add("socket factory", read("java.net.Socket", "factory"));
    add("TLS context", read("javax.net.ssl.SSLContext", "defaultContext") != null);
    add("TLS sockets", read("javax.net.ssl.HttpsURLConnection", "defaultSSLSocketFactory") != null);
    add("deleted on exit", read("java.io.DeleteOnExitHook", "files"));
    Object hooks = read("java.lang.ApplicationShutdownHooks", "hooks");
    for (Object hook : hooks == null ? Collections.emptySet() : ((Map<?, ?>) hooks).keySet()) {
      add("shutdown hook", ((Thread) hook).getName());
    }
    Object[] vmHooks = (Object[]) read("java.lang.Shutdown", "hooks");
    add(
        "VM's own shutdown hooks",
        vmHooks == null ? 0 : Collections.frequency(Arrays.asList(vmHooks), null));
  }

  private void threads() {
    Thread[] group = new Thread[Thread.activeCount() + 8];
    int count = Thread.enumerate(group);
    for (Thread thread : Arrays.copyOf(group, count)) {
      add("thread of the own group", thread.getName().replaceAll("\\d+", "N"));
    }
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      add("thread", thread.getName().replaceAll("\\d+", "N"), "daemon", thread.isDaemon());
    }
  }

  private void packages() {
    for (Package each : Package.getPackages()) {
      if (!each.getName().matches("(java|javax|jdk|sun|com\\.sun|org\\.(ietf|jcp|w3c|xml))\\..*")) {
        add("package", each.getName());
      }
    }
  }

  private void classes(String name) {
    add("class", name, find(name, JvmFacts.class.getClassLoader()));
    add("system class", name, find(name, ClassLoader.getSystemClassLoader()));
    add("context class", name, find(name, Thread.currentThread().getContextClassLoader()));
    add("boot class", name, find(name, null));
    add("class file", name, ClassLoader.getSystemResource(name.replace('.', '/') + ".class"));
  }

  private static boolean find(String name, @Nullable ClassLoader loader) {
    try {
      Class.forName(name, false, loader);
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  private static @Nullable Object read(String owner, String name) throws Exception {
    Field field = Class.forName(owner).getDeclaredField(name);
    field.setAccessible(true);
    Object value = field.get(null);
    return value instanceof Collection ? new TreeSet<>((Collection<?>) value) : value;
  }

  private void add(@Nullable Object... words) {
    StringBuilder fact = new StringBuilder();
    for (Object word : words) {
      fact.append(fact.length() == 0 ? "" : " ").append(word);
    }
    facts.add(fact.toString());
  }
}
