package dev.whichhop.live;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A certificate of 127.0.0.1 and the authority that signed it, made by the JDK's keytool. */
final class TestCertificate {
  private static final String PASSWORD = "changeit";

  private TestCertificate() {}

  /**
   * Of a server with such a certificate; who signed it stands in {@code folder/certificate.pem}.
   *
   * @param options of {@code keytool -gencert}
   */
  static SSLContext context(Path folder, String... options)
      throws IOException, GeneralSecurityException, InterruptedException {
    Path authority = folder.resolve("authority.p12");
    Path store = folder.resolve("keys.p12");
    String pem = folder.resolve("certificate.pem").toString();
    String request = folder.resolve("request").toString();
    String signed = folder.resolve("signed").toString();
    keytool(
        authority,
        "-genkeypair",
        "-alias",
        "authority",
        "-dname",
        "CN=test",
        "-ext",
        "bc:c",
        "-keyalg",
        "EC");
    keytool(authority, "-exportcert", "-alias", "authority", "-rfc", "-file", pem);
    keytool(store, "-genkeypair", "-alias", "server", "-dname", "CN=127.0.0.1", "-keyalg", "EC");
    keytool(store, "-certreq", "-alias", "server", "-file", request);
    List<String> sign =
        new ArrayList<>(
            List.of(
                "-gencert",
                "-alias",
                "authority",
                "-infile",
                request,
                "-outfile",
                signed,
                "-ext",
                "san=ip:127.0.0.1"));
    sign.addAll(List.of(options));
    keytool(authority, sign.toArray(String[]::new));
    keytool(store, "-importcert", "-noprompt", "-alias", "authority", "-file", pem);
    keytool(store, "-importcert", "-noprompt", "-alias", "server", "-file", signed);
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    KeyManagerFactory managers = KeyManagerFactory.getInstance("PKIX");
    managers.init(keys, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  private static void keytool(Path store, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments));
    command.addAll(
        List.of("-keystore", store.toString(), "-storetype", "PKCS12", "-storepass", PASSWORD));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(said);
    }
  }
}
