package dev.whichhop.app.flows;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.whichhop.aws.AwsClients;
import dev.whichhop.aws.AwsException;
import dev.whichhop.aws.AwsSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.services.s3.S3Client;

/** moto's server, AWS as its developers understand it; tests that need it skip where it is not. */
final class MotoServer implements AutoCloseable {
  private static final Path PROGRAM = Path.of("../target/python-tools/bin/moto_server");
  private static final long START_SECONDS = 60;
  private static final long BETWEEN_MILLIS = 100;

  private final Process process;
  private final int port;

  private MotoServer(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  static MotoServer start() throws Exception {
    assumeTrue(Files.isExecutable(PROGRAM), "moto_server is not there: sh dist/python-tools.sh");
    System.setProperty("aws.accessKeyId", "AKIDEXAMPLE");
    System.setProperty("aws.secretAccessKey", "secret");
    System.setProperty("aws.region", "eu-west-1");
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    Process process =
        new ProcessBuilder(PROGRAM.toAbsolutePath().toString(), "-H", "127.0.0.1", "-p", "" + port)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    MotoServer server = new MotoServer(process, port);
    for (long waited = 0; !server.answers(); waited += BETWEEN_MILLIS) {
      if (!process.isAlive() || waited > TimeUnit.SECONDS.toMillis(START_SECONDS)) {
        server.close();
        throw new IllegalStateException("moto_server does not answer on port " + port);
      }
      Thread.sleep(BETWEEN_MILLIS);
    }
    return server;
  }

  private boolean answers() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException notYet) {
      return false;
    }
  }

  String url() {
    return "http://127.0.0.1:" + port;
  }

  AwsSettings settings() {
    return new AwsSettings(null, null, URI.create(url()), false);
  }

  S3Client s3() throws AwsException {
    return AwsClients.s3(settings());
  }

  @Override
  public void close() {
    process.destroy();
  }
}
