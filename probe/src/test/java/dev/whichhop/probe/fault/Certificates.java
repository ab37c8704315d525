package dev.whichhop.probe.fault;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** An authority of the test's own and certificates that it signed, made anew by keytool. */
public final class Certificates {
  private static final String PASSWORD = "changeit";
  private static final String LOCALHOST = "san=dns:localhost,ip:127.0.0.1";

  private final Path folder;
  private final Path authority;

  /**
   * @param folder where key stores are written; the test removes it
   */
  public Certificates(Path folder) throws IOException, InterruptedException {
    this.folder = folder;
    this.authority = folder.resolve("authority.pem");
    keytool("-genkeypair", "-alias", "authority", "-dname", "CN=test authority", "-ext", "bc:c");
    keytool("-exportcert", "-rfc", "-alias", "authority", "-file", authority.toString());
  }

  /** What clients are told to trust. */
  public Path authority() {
    return authority;
  }

  public SSLContext good() throws IOException, InterruptedException, GeneralSecurityException {
    return signed("good", LOCALHOST);
  }

  public SSLContext expired() throws IOException, InterruptedException, GeneralSecurityException {
    return signed("expired", LOCALHOST, "-startdate", "-10d", "-validity", "5");
  }

  public SSLContext notYetValid()
      throws IOException, InterruptedException, GeneralSecurityException {
    return signed("early", LOCALHOST, "-startdate", "+10d");
  }

  public SSLContext wrongName() throws IOException, InterruptedException, GeneralSecurityException {
    return signed("elsewhere", "san=dns:elsewhere.example");
  }

  public SSLContext selfSigned()
      throws IOException, InterruptedException, GeneralSecurityException {
    keytool("-genkeypair", "-alias", "self", "-dname", "CN=localhost", "-ext", LOCALHOST);
    return context("self");
  }

  /** Signed by an authority that nobody trusts. */
  public SSLContext untrusted() throws IOException, InterruptedException, GeneralSecurityException {
    keytool("-genkeypair", "-alias", "stranger", "-dname", "CN=a stranger", "-ext", "bc:c");
    keytool(
        "-genkeypair",
        "-alias",
        "untrusted",
        "-signer",
        "stranger",
        "-dname",
        "CN=localhost",
        "-ext",
        LOCALHOST);
    return context("untrusted");
  }

  private SSLContext signed(String alias, String names, String... more)
      throws IOException, InterruptedException, GeneralSecurityException {
    List<String> arguments =
        new ArrayList<>(List.of("-genkeypair", "-alias", alias, "-signer", "authority", "-dname"));
    arguments.addAll(List.of("CN=" + alias, "-ext", names));
    arguments.addAll(List.of(more));
    keytool(arguments.toArray(String[]::new));
    return context(alias);
  }

  private SSLContext context(String alias) throws IOException, GeneralSecurityException {
    KeyStore all = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(folder.resolve("keys.p12"))) {
      all.load(in, PASSWORD.toCharArray());
    }
    KeyStore one = KeyStore.getInstance("PKCS12");
    one.load(null, null);
    char[] password = PASSWORD.toCharArray();
    one.setKeyEntry(alias, all.getKey(alias, password), password, all.getCertificateChain(alias));
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(one, password);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }

  private void keytool(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments));
    command.addAll(List.of("-keystore", folder.resolve("keys.p12").toString()));
    command.addAll(List.of("-storepass", PASSWORD));
    if (command.contains("-genkeypair")) {
      command.addAll(List.of("-keyalg", "EC"));
    }
    Path log = folder.resolve("keytool.log");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    if (process.waitFor() != 0) {
      throw new IOException(command + ": " + Files.readString(log));
    }
  }
}
