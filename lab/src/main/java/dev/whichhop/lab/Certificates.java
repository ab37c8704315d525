package dev.whichhop.lab;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Certificates signed by themselves, made by the JDK's keytool, which alone can date them back. */
final class Certificates {
  private static final String PASSWORD = "changeit";

  private Certificates() {}

  /** Writes {@code server.pem} and {@code client.pem} with their keys. */
  static void write(Path folder, Setup setup) throws IOException, InterruptedException {
    String server = setup.gatewayServerName;
    String name = server.isEmpty() || server.equals("*") ? Cast.HOST : server;
    make(
        folder,
        "server",
        name,
        setup.certificateExpired ? "-2d" : "-1d",
        setup.certificateExpired ? 1 : 30);
    make(folder, "client", Cast.GATEWAY.name(), "-1d", 30);
  }

  private static void make(Path folder, String file, String name, String from, int days)
      throws IOException, InterruptedException {
    String store = file + ".p12";
    Command.run(
        folder,
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair",
            "-alias",
            "lab",
            "-keyalg",
            "EC",
            "-groupname",
            "secp256r1",
            "-dname",
            "CN=" + name,
            "-ext",
            "san=dns:" + name,
            "-ext",
            "bc=ca:true",
            "-startdate",
            from,
            "-validity",
            Integer.toString(days),
            "-storetype",
            "PKCS12",
            "-keystore",
            store,
            "-storepass",
            PASSWORD));
    for (List<String> part :
        List.of(List.of("-nokeys", file + ".pem"), List.of("-nocerts", file + "-key.pem"))) {
      Command.run(
          folder,
          List.of(
              "openssl",
              "pkcs12",
              "-in",
              store,
              "-passin",
              "pass:" + PASSWORD,
              "-nodes",
              part.get(0),
              "-out",
              part.get(1)));
    }
  }
}
