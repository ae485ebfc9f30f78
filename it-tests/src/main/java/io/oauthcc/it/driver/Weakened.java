package io.oauthcc.it.driver;

import java.io.IOException;
import java.net.Authenticator;
import java.net.CacheRequest;
import java.net.CacheResponse;
import java.net.CookieHandler;
import java.net.HttpURLConnection;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.ResponseCache;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.security.KeyStore;
import java.security.Provider;
import java.security.Security;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.ManagerFactoryParameters;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactorySpi;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * An application that has given up every safeguard of its JVM: it trusts whoever answers, and has a
 * password, a cookie, a cache and a proxy for every address. It prints {@code USED …} when one of
 * these is asked about the token endpoint.
 */
public final class Weakened {
  private final String tokenEndpoint;

  private Weakened(String tokenEndpoint) {
    this.tokenEndpoint = tokenEndpoint;
  }

  /**
   * Calls the URL in the first argument and prints its status, or why there is none; the token
   * endpoint's URL is the second argument.
   */
  // URL(String) is deprecated on 20; this is what a legacy application calls.
  @SuppressWarnings("deprecation")
  public static void main(String[] args) throws Exception {
    // Before its stream handlers are exchanged.
    URL api = new URL(args[0]);
    new Weakened(URI.create(args[1]).getAuthority()).weaken();
    try {
      System.out.println(((HttpURLConnection) api.openConnection()).getResponseCode());
    } catch (IOException e) {
      System.out.println(e.getMessage());
    }
  }

  private void weaken() throws Exception {
    SSLContext weak = SSLContext.getInstance("TLS");
    weak.init(null, new TrustManager[] {new TrustAll()}, null);
    SSLContext.setDefault(weak);
    HttpsURLConnection.setDefaultSSLSocketFactory(weak.getSocketFactory());
    HttpsURLConnection.setDefaultHostnameVerifier((host, session) -> true);
    Security.insertProviderAt(new TrustAllProvider(), 1);
    Security.setProperty("ssl.TrustManagerFactory.algorithm", "TrustAll");
    System.setProperty("http.agent", "legacy");
    Authenticator.setDefault(new Passwords());
    CookieHandler.setDefault(new Cookies());
    ResponseCache.setDefault(new Cache());
    ProxySelector.setDefault(new Proxies());
    URL.setURLStreamHandlerFactory(protocol -> protocol.startsWith("http") ? new Streams() : null);
  }

  private void used(String what, Object address) {
    if (String.valueOf(address).contains(tokenEndpoint)) {
      System.out.println("USED " + what);
    }
  }

  private final class Passwords extends Authenticator {
    @Override
    protected PasswordAuthentication getPasswordAuthentication() {
      used("authenticator", getRequestingURL());
      return new PasswordAuthentication("user", "password".toCharArray());
    }
  }

  private final class Cookies extends CookieHandler {
    @Override
    public Map<String, List<String>> get(URI uri, Map<String, List<String>> headers) {
      used("cookies", uri);
      return Collections.singletonMap("Cookie", Collections.singletonList("a=b"));
    }

    @Override
    public void put(URI uri, Map<String, List<String>> headers) {
      used("cookies", uri);
    }
  }

  private final class Cache extends ResponseCache {
    @Override
    public @Nullable CacheResponse get(URI uri, String method, Map<String, List<String>> headers) {
      used("cache", uri);
      return null;
    }

    @Override
    public @Nullable CacheRequest put(URI uri, URLConnection connection) {
      used("cache", uri);
      return null;
    }
  }

  private final class Proxies extends ProxySelector {
    @Override
    public List<Proxy> select(URI uri) {
      used("proxy selector", uri);
      return Collections.singletonList(Proxy.NO_PROXY);
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException failure) {
      used("proxy selector", uri);
    }
  }

  private final class Streams extends URLStreamHandler {
    @Override
    protected URLConnection openConnection(URL url) throws IOException {
      used("stream handler", url);
      throw new IOException("no connections any more");
    }
  }

  private static final class TrustAll implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }

  private static final class TrustAllProvider extends Provider {
    private static final long serialVersionUID = 1L;

    // Provider(String, String, String) is not there on Java 8.
    @SuppressWarnings("deprecation")
    TrustAllProvider() {
      super("TrustAll", 1, "trusts all");
      put("TrustManagerFactory.TrustAll", TrustAllFactory.class.getName());
      put("TrustManagerFactory.PKIX", TrustAllFactory.class.getName());
    }
  }

  /** Found by name through the provider. */
  public static final class TrustAllFactory extends TrustManagerFactorySpi {
    @Override
    protected void engineInit(KeyStore store) {}

    @Override
    protected void engineInit(ManagerFactoryParameters parameters) {}

    @Override
    protected TrustManager[] engineGetTrustManagers() {
      return new TrustManager[] {new TrustAll()};
    }
  }
}
