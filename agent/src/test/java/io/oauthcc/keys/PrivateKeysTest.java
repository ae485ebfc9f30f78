package io.oauthcc.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oauthcc.config.KeyFile;
import io.oauthcc.config.RegistrationBuilder;
import io.oauthcc.config.Secret;
import io.oauthcc.config.StoreFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import okhttp3.tls.HeldCertificate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrivateKeysTest {

  private final Path folder;
  private final List<String> warnings = new ArrayList<>();

  PrivateKeysTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rsa-pkcs1.pem",
        "rsa-pkcs8.pem",
        "rsa-pkcs8-default-encrypted.pem",
        "rsa-pkcs8-aes128-sha512.pem",
        "rsa-pkcs8-des3-sha1.pem",
        "ec-sec1.pem",
        "ec-sec1-no-public.pem",
        "ec-sec1-with-parameters.pem",
        "ec-pkcs8.pem",
        "ec-pkcs8-default-encrypted.pem"
      })
  void whatOpensslWritesIsRead(String file) throws Exception {
    PrivateKey key = signing(fixture(file), "test").get().privateKey();

    if (!file.equals("ec-sec1-with-parameters.pem")) {
      assertBelongTogether(
          key, certificate(file.startsWith("rsa") ? "rsa-certificate.pem" : "ec-certificate.pem"));
    }
    assertThat(key.getAlgorithm()).isEqualTo(file.startsWith("rsa") ? "RSA" : "EC");
  }

  @Test
  void whatJavaWritesIsReadWhateverStandsAroundIt() throws Exception {
    for (String algorithm : List.of("RSA", "EC", "Ed25519")) {
      KeyPair pair = KeyPairGenerator.getInstance(algorithm).generateKeyPair();
      String certificate = read(fixture("ec-certificate.pem"));
      String text =
          "\ufeffsubject=CN = x\r\n"
              + certificate.replace("\n", "\r\n")
              + "Bag Attributes\r\n"
              + pem("PRIVATE KEY", pair.getPrivate().getEncoded()).replace("\n", "  \r\n")
              + certificate;

      assertThat(signing(write("key.pem", text), null).get().privateKey())
          .isEqualTo(pair.getPrivate());
    }
  }

  @Test
  void aByteOrderMarkInFrontOfAKeyIsSkipped() throws Exception {
    KeyPair pair = KeyPairGenerator.getInstance("EC").generateKeyPair();
    String key = pem("PRIVATE KEY", pair.getPrivate().getEncoded());
    String certificate = read(fixture("ec-certificate.pem"));
    for (String text :
        List.of(
            "\ufeff" + key,
            "\ufeff" + key.replace("\n", "\r\n"),
            "\ufeff" + certificate + "\ufeff" + key,
            "\ufeff\r\n" + key)) {
      assertThat(signing(write("key.pem", text), null).get().privateKey())
          .isEqualTo(pair.getPrivate());
    }
  }

  static Stream<Arguments> unusableKeys() {
    String convert = "openssl pkcs8 -topk8 -v2 aes-256-cbc -in old.pem -out new.pem";
    return Stream.of(
        Arguments.of("rsa-pkcs1-old-encryption.pem", "test", convert),
        Arguments.of("rsa-pkcs8-pbes1.pem", "test", convert),
        Arguments.of("rsa-pkcs8-scrypt.pem", "test", convert),
        Arguments.of("rsa.der", null, "openssl pkey -inform DER -in old.der -out new.pem"),
        Arguments.of("rsa-public.pem", null, "holds no private key but PUBLIC KEY"),
        Arguments.of("ec-certificate.pem", null, "holds no private key but CERTIFICATE"),
        Arguments.of("ec-by-openssl.p12", null, "is a key store; name it by key-store"),
        Arguments.of(
            "ec-sec1-explicit-curve.pem",
            null,
            "openssl ec -param_enc named_curve -in old.pem -out new.pem"),
        Arguments.of("x25519.pem", null, "does not know (1.3.101.110)"),
        Arguments.of(
            "ec-pkcs8-default-encrypted.pem", null, "give its password by private-key-password"),
        Arguments.of(
            "ec-pkcs8-default-encrypted.pem",
            "wr0ng",
            "the password of private-key-password is not that of the key"),
        Arguments.of("README.md", null, "holds no private key in PEM"));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("unusableKeys")
  void aKeyThatCannotBeReadIsAnErrorThatSaysWhatToDo(
      String file, @Nullable String password, String message) throws Exception {
    Path path = fixture(file);

    assertThatThrownBy(() -> signing(path, password).get())
        .isInstanceOf(KeyFailure.class)
        .hasMessageStartingWith("private-key-file " + path + " ")
        .hasMessageContaining(message)
        .message()
        .doesNotContain("wr0ng");
  }

  /** One in 256 leaves a padding that looks right, as the 859th does. */
  @ParameterizedTest
  @ValueSource(strings = {"wrong1", "wrong859", ""})
  void noWrongPasswordGetsThrough(String password) {
    Path path = fixture("ec-pkcs8-default-encrypted.pem");

    assertThatThrownBy(() -> signing(path, password).get())
        .hasMessageContaining("is not that of the key");
  }

  static Stream<Arguments> brokenTexts() throws Exception {
    String good = read(fixture("ec-pkcs8.pem"));
    String begin = "-----BEGIN PRIVATE KEY-----\n";
    String end = "-----END PRIVATE KEY-----\n";
    return Stream.of(
        Arguments.of("", "is empty"),
        Arguments.of(" \n", "holds no private key in PEM (-----BEGIN PRIVATE KEY-----)"),
        Arguments.of(good + good, "holds 2 private keys; leave the one to use"),
        Arguments.of(
            good.substring(0, 100),
            "holds a block PRIVATE KEY without its end; is it half written?"),
        Arguments.of(begin + good, "holds a block PRIVATE KEY without its end"),
        Arguments.of(begin + "s3cr:et!\n" + end, "holds a block PRIVATE KEY that is not base64"),
        Arguments.of(begin + end, "damaged"),
        Arguments.of(begin + "MIIB\n" + end, "damaged"),
        Arguments.of(begin + "MIT/////AgEA\n" + end, "damaged"),
        Arguments.of(begin + "MIACAQA=\n" + end, "damaged"),
        Arguments.of(begin + good.substring(begin.length(), 80) + "\n" + end, "damaged"),
        Arguments.of(
            "-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----\n",
            "ssh-keygen -p -m PKCS8 -f"),
        Arguments.of("\u00fe\u00ed\u00fe\u00ed\0\0\0\2", "is a key store; name it by key-store"),
        Arguments.of("a".repeat(1024 * 1024 + 1), "is larger than 1 MiB"));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("brokenTexts")
  void aBrokenFileIsAnErrorThatQuotesNothingOfIt(String text, String message) throws Exception {
    Path path = folder.resolve("key.pem");
    Files.write(path, text.getBytes(StandardCharsets.ISO_8859_1));

    assertThatThrownBy(() -> signing(path, null).get())
        .isInstanceOf(KeyFailure.class)
        .hasMessageStartingWith("private-key-file " + path + " ")
        .hasMessageContaining(message)
        .message()
        .doesNotContain("s3cr");
  }

  /** Whatever byte is another one, there is a key or a clear failure. */
  @Test
  void noDamageIsMoreThanAnError() throws Exception {
    for (String file : List.of("ec-sec1.pem", "ec-pkcs8-default-encrypted.pem")) {
      String text = read(fixture(file));
      byte[] der =
          Base64.getMimeDecoder()
              .decode(text.substring(text.indexOf('\n'), text.lastIndexOf("\n-----")));
      String label = text.substring("-----BEGIN ".length(), text.indexOf("-----\n"));
      for (int i = 0; i < der.length; i++) {
        for (int flip : new int[] {0x80, 0x01}) {
          byte[] damaged = der.clone();
          damaged[i] ^= (byte) flip;
          try {
            signing(write("key.pem", pem(label, damaged)), "test").get();
          } catch (KeyFailure e) {
            assertThat(e).hasMessageStartingWith("private-key-file ");
          }
        }
      }
    }
  }

  /** A FIFO that nobody writes to would hold the agent's only renewal for good. */
  @Test
  void whatIsNoRegularFileIsNotOpened() {
    Path device = Path.of("/dev/zero");
    Assumptions.assumeTrue(Files.exists(device));

    assertThatThrownBy(() -> signing(device, null).get())
        .hasMessage("private-key-file /dev/zero is no regular file: reading it might never end");
    assertThatThrownBy(() -> store(device, null, null).get())
        .hasMessage("key-store /dev/zero is no regular file: reading it might never end");
  }

  @Test
  void missingFilesAndFoldersAreNamed() {
    Path missing = folder.resolve("missing.pem");

    assertThatThrownBy(() -> signing(missing, null).get())
        .hasMessage("private-key-file " + missing + " does not exist");
    assertThatThrownBy(() -> signing(folder, null).get())
        .hasMessage("private-key-file " + folder + " is a directory");
  }

  @Test
  void aReplacedKeyIsReadAgainAndAnUnreadableOneLeavesTheLast() throws Exception {
    Path path = folder.resolve("key.pem");
    Files.copy(fixture("ec-pkcs8.pem"), path);
    PrivateKeys keys = signing(path, null);
    assertThat(keys.hasChanged()).as("before it was read").isFalse();
    ClientKey first = keys.get();
    assertThat(keys.hasChanged()).isFalse();
    assertThat(keys.get()).isSameAs(first);

    Files.writeString(path, "half");
    assertThat(keys.hasChanged()).isTrue();
    assertThat(keys.get()).isSameAs(first);
    assertThat(keys.get()).isSameAs(first);
    assertThat(keys.hasChanged()).as("seen, though not usable").isFalse();
    assertThat(warnings)
        .containsExactly(
            "private-key-file "
                + path
                + " holds no private key in PEM (-----BEGIN PRIVATE KEY-----); its last good"
                + " content stays in use until it can be read again");

    Files.delete(path);
    assertThat(keys.get()).isSameAs(first);
    assertThat(warnings).hasSize(2).last().asString().contains("does not exist");

    Files.copy(fixture("rsa-pkcs8.pem"), path);
    assertThat(keys.get().privateKey().getAlgorithm()).isEqualTo("RSA");
    assertThat(warnings).hasSize(2);
  }

  /** As Kubernetes mounts a secret: the file is a link through a link that is swapped. */
  @Test
  void aSwappedLinkIsSeen() throws Exception {
    for (String version : List.of("1", "2")) {
      Path data = Files.createDirectory(folder.resolve("data" + version));
      Files.copy(
          fixture(version.equals("1") ? "ec-pkcs8.pem" : "rsa-pkcs8.pem"), data.resolve("tls.key"));
    }
    Path link = Files.createSymbolicLink(folder.resolve("..data"), Path.of("data1"));
    Path file = Files.createSymbolicLink(folder.resolve("tls.key"), Path.of("..data/tls.key"));
    PrivateKeys keys = signing(file, null);
    assertThat(keys.get().privateKey().getAlgorithm()).isEqualTo("EC");

    Path next = Files.createSymbolicLink(folder.resolve("..next"), Path.of("data2"));
    Files.move(next, link, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);

    assertThat(keys.hasChanged()).isTrue();
    assertThat(keys.get().privateKey().getAlgorithm()).isEqualTo("RSA");
  }

  @Test
  void aKeyStoreGivesKeyAndChain() throws Exception {
    ClientKey key = store(fixture("ec-by-openssl.p12"), "changeit", null).get();

    assertThat(key.certificates()).containsExactly(certificate("ec-certificate.pem"));
    assertBelongTogether(key.privateKey(), certificate("ec-certificate.pem"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"JKS", "JCEKS", "PKCS12"})
  void theTypeOfAStoreIsSeenByItsContent(String type) throws Exception {
    Path path = keyStore(type, "one", "two");

    assertThat(store(path, "changeit", null).all()).hasSize(2);
    ClientKey two = store(path, "changeit", "two").get();
    assertThat(two.certificates().get(0).getSubjectX500Principal().getName()).isEqualTo("CN=two");
    assertThatThrownBy(() -> store(path, "changeit", null).get())
        .hasMessage("key-store " + path + " holds 2 private keys; choose one by key-store-alias");
    assertThatThrownBy(() -> store(path, "changeit", "three").get())
        .hasMessageStartingWith(
            "key-store " + path + " has no private key under the alias of key-store-alias; it has ")
        .hasMessageContaining("one");
    assertThatThrownBy(() -> store(path, "wr0ng", null).get())
        .hasMessage(
            "key-store "
                + path
                + " cannot be opened: the password is wrong; look at key-store-password");
    assertThatThrownBy(() -> store(path, null, null).get())
        .hasMessageStartingWith("key-store " + path + " ")
        .hasMessageContaining("key-store-password");
  }

  static Stream<Arguments> unusableStores() {
    return Stream.of(
        Arguments.of("rsa.der", null, "is a single certificate or key in DER; convert it to PEM"),
        Arguments.of("README.md", null, "is neither PEM nor PKCS #12 nor JKS"),
        Arguments.of("README.md", "PKCS12", "is damaged, or is no PKCS12 store"),
        Arguments.of("ec-by-openssl.p12", "ROT13", "this Java knows no store of type ROT13"),
        Arguments.of("ec-by-openssl.p12", "PEM", "holds no certificate"),
        Arguments.of("trust-by-openssl.p12", null, "holds no private key"),
        Arguments.of("ec-certificate.pem", null, "holds certificates but no private key; add it"),
        Arguments.of("ec-pkcs8.pem", null, "holds no certificate (-----BEGIN CERTIFICATE-----)"));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("unusableStores")
  void aStoreThatCannotBeUsedIsAnErrorThatSaysWhatToDo(
      String file, @Nullable String type, String message) throws Exception {
    Path path = fixture(file);

    assertThatThrownBy(() -> store(path, "changeit", type, null, null).get())
        .isInstanceOf(KeyFailure.class)
        .hasMessageStartingWith("key-store " + path + " ")
        .hasMessageContaining(message)
        .message()
        .doesNotContain("changeit");
  }

  @Test
  void aPemFileHoldsChainAndKeyInAnyOrder() throws Exception {
    HeldCertificate root = new HeldCertificate.Builder().certificateAuthority(1).build();
    HeldCertificate middle =
        new HeldCertificate.Builder().certificateAuthority(0).signedBy(root).build();
    HeldCertificate leaf = new HeldCertificate.Builder().signedBy(middle).build();
    String text =
        root.certificatePem()
            + leaf.privateKeyPkcs8Pem()
            + middle.certificatePem()
            + leaf.certificatePem();

    ClientKey key = store(write("client.pem", text), null, null).get();

    assertThat(key.certificates())
        .containsExactly(leaf.certificate(), middle.certificate(), root.certificate());
    assertThat(key.privateKey()).isEqualTo(leaf.keyPair().getPrivate());
  }

  @Test
  void aPemFileWithoutKeyTakesThatOfPrivateKeyFile() throws Exception {
    Path certificate = fixture("ec-certificate.pem");

    assertThat(store(certificate, null, null, null, fixture("ec-sec1.pem")).get().certificates())
        .hasSize(1);
    assertThatThrownBy(() -> store(certificate, null, null, null, fixture("rsa-pkcs1.pem")).get())
        .hasMessage("key-store " + certificate + " holds no certificate of the private key in use");
    assertThatThrownBy(() -> store(certificate, null, null, null, folder).get())
        .hasMessage("private-key-file " + folder + " is a directory");
  }

  @Test
  void theKeyFileOfAPemStoreIsWatchedToo() throws Exception {
    Path certificate = folder.resolve("tls.crt");
    Path key = folder.resolve("tls.key");
    Files.copy(fixture("ec-certificate.pem"), certificate);
    Files.copy(fixture("ec-sec1.pem"), key);
    PrivateKeys keys = store(certificate, null, null, null, key);
    ClientKey first = keys.get();

    // Not at the same moment: the pair does not fit for a while.
    Files.copy(fixture("rsa-pkcs1.pem"), key, StandardCopyOption.REPLACE_EXISTING);
    assertThat(keys.get()).isSameAs(first);
    assertThat(warnings).hasSize(1);
    Files.copy(fixture("rsa-certificate.pem"), certificate, StandardCopyOption.REPLACE_EXISTING);

    assertThat(keys.get().certificates()).containsExactly(certificate("rsa-certificate.pem"));
  }

  @Test
  void nothingConfiguredIsNoKey() {
    assertThat(PrivateKeys.forSigning(registration().build(), warnings::add)).isNull();
    assertThat(PrivateKeys.forTls(registration().build(), warnings::add)).isNull();
  }

  private PrivateKeys signing(Path path, @Nullable String password) {
    PrivateKeys keys =
        PrivateKeys.forSigning(
            registration().privateKey(keyFile(path, password)).build(), warnings::add);
    return Objects.requireNonNull(keys);
  }

  private PrivateKeys store(Path path, @Nullable String password, @Nullable String alias) {
    return store(path, password, null, alias, null);
  }

  private PrivateKeys store(
      Path path,
      @Nullable String password,
      @Nullable String type,
      @Nullable String alias,
      @Nullable Path key) {
    StoreFile store =
        new StoreFile(
            path.toFile(),
            path.toString(),
            password == null ? null : Secret.of(password),
            type,
            alias);
    PrivateKeys keys =
        PrivateKeys.forTls(
            registration()
                .keyStore(store)
                .privateKey(key == null ? null : keyFile(key, null))
                .build(),
            warnings::add);
    return Objects.requireNonNull(keys);
  }

  private static KeyFile keyFile(Path path, @Nullable String password) {
    return new KeyFile(
        path.toFile(), path.toString(), password == null ? null : Secret.of(password));
  }

  private static RegistrationBuilder registration() {
    return RegistrationBuilder.of("default")
        .tokenUri(URI.create("https://localhost/token"))
        .clientId("me");
  }

  private Path keyStore(String type, String... aliases) throws Exception {
    char[] password = "changeit".toCharArray();
    KeyStore store = KeyStore.getInstance(type);
    store.load(null, null);
    for (String alias : aliases) {
      HeldCertificate held = new HeldCertificate.Builder().commonName(alias).build();
      store.setKeyEntry(
          alias, held.keyPair().getPrivate(), password, new Certificate[] {held.certificate()});
    }
    Path path = folder.resolve("keys");
    try (OutputStream out = Files.newOutputStream(path)) {
      store.store(out, password);
    }
    return path;
  }

  private static void assertBelongTogether(PrivateKey key, X509Certificate certificate)
      throws Exception {
    PublicKey certified = certificate.getPublicKey();
    Signature signature = Signature.getInstance("SHA256with" + ecdsaOrRsa(key));
    signature.initSign(key);
    signature.update((byte) 1);
    byte[] signed = signature.sign();
    signature.initVerify(certified);
    signature.update((byte) 1);
    assertThat(signature.verify(signed)).isTrue();
  }

  private static String ecdsaOrRsa(PrivateKey key) {
    return key.getAlgorithm().equals("EC") ? "ECDSA" : "RSA";
  }

  private static X509Certificate certificate(String file) throws Exception {
    try (InputStream in = Files.newInputStream(fixture(file))) {
      return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
    }
  }

  private static Path fixture(String name) {
    return Path.of("src/test/resources/io/oauthcc/keys", name);
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private static String read(Path path) throws IOException {
    return Files.readString(path);
  }

  private static String pem(String label, byte[] der) {
    return "-----BEGIN "
        + label
        + "-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
        + "\n-----END "
        + label
        + "-----\n";
  }
}
