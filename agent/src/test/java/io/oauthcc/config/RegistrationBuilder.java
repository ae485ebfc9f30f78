package io.oauthcc.config;

import io.oauthcc.target.Target;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes a registration without a file to read it from. What it is given is not checked. */
public final class RegistrationBuilder {

  private final String id;
  private final Map<Key, Setting> set = new LinkedHashMap<>();
  private final Map<Key, Object> made = new LinkedHashMap<>();

  private RegistrationBuilder(String id) {
    this.id = id;
  }

  /** One with the documented defaults, to be completed. */
  public static RegistrationBuilder of(String id) {
    return new RegistrationBuilder(id);
  }

  /**
   * A plain key's value, by the text that it prints as.
   *
   * @param value null: the default
   */
  public RegistrationBuilder set(String name, @Nullable Object value) {
    Key key = Objects.requireNonNull(Key.find(name), name);
    set.remove(key);
    if (value != null) {
      String text = value.toString();
      set.put(key, new Setting(null, key, name, name, text, Setting.FILE, "a test", false, false));
    }
    return this;
  }

  private RegistrationBuilder make(Key key, @Nullable Object thing) {
    made.remove(key);
    if (thing != null) {
      made.put(key, thing);
    }
    return this;
  }

  public RegistrationBuilder hosts(List<Target> hosts) {
    return make(Key.HOSTS, hosts);
  }

  public RegistrationBuilder exclude(List<Target> exclude) {
    return make(Key.EXCLUDE, exclude);
  }

  public RegistrationBuilder tokenUri(@Nullable URI tokenUri) {
    return make(Key.TOKEN_URI, tokenUri);
  }

  public RegistrationBuilder issuerUri(@Nullable URI issuerUri) {
    return make(Key.ISSUER_URI, issuerUri);
  }

  public RegistrationBuilder clientId(String clientId) {
    return set(Key.CLIENT_ID.text(), clientId);
  }

  public RegistrationBuilder clientSecret(@Nullable SecretSource secret) {
    return make(Key.CLIENT_SECRET, secret);
  }

  public RegistrationBuilder tokenRequestParameters(Map<String, String> parameters) {
    return make(Key.TOKEN_REQUEST_PARAMETER, parameters);
  }

  public RegistrationBuilder tokenRequestHeaders(Map<String, String> headers) {
    return make(Key.TOKEN_REQUEST_HEADER, headers);
  }

  public RegistrationBuilder proxy(@Nullable ProxyServer proxy) {
    return make(Key.PROXY, proxy);
  }

  public RegistrationBuilder privateKey(@Nullable KeyFile privateKey) {
    return make(Key.PRIVATE_KEY_FILE, privateKey);
  }

  public RegistrationBuilder trustStore(@Nullable StoreFile trustStore) {
    return make(Key.TRUST_STORE, trustStore);
  }

  public RegistrationBuilder keyStore(@Nullable StoreFile keyStore) {
    return make(Key.KEY_STORE, keyStore);
  }

  /** The registration; may be called more than once. */
  public Registration build() {
    Values values = new Values();
    set.values().forEach(values::put);
    made.forEach(values::make);
    return new Registration(id, values, Registration.propertiesOfJre(System.getProperties()));
  }
}
