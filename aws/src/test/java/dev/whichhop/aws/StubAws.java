package dev.whichhop.aws;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A service of AWS that answers as it is told, and keeps what it was asked. */
public final class StubAws implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Request> requests = Collections.synchronizedList(new ArrayList<>());

  /** A request as it came. */
  public record Request(String method, String uri, String payer, String target, String body) {}

  /**
   * An answer.
   *
   * @param length that is announced, where it is not that of the body
   */
  public record Answer(
      int status, String type, @Nullable String eTag, byte[] body, @Nullable Integer length) {
    public static Answer xml(int status, String body) {
      return new Answer(
          status, "application/xml", null, body.getBytes(StandardCharsets.UTF_8), null);
    }

    /** An error as S3 writes it. */
    public static Answer s3Error(int status, String code, String message) {
      return xml(
          status, "<Error><Code>" + code + "</Code><Message>" + message + "</Message></Error>");
    }

    public static Answer json(int status, String body) {
      return new Answer(
          status, "application/x-amz-json-1.1", null, body.getBytes(StandardCharsets.UTF_8), null);
    }
  }

  public StubAws(Function<Request, Answer> answers) throws IOException {
    System.setProperty("aws.accessKeyId", "AKIDEXAMPLE");
    System.setProperty("aws.secretAccessKey", "secret");
    System.setProperty("aws.region", "eu-west-1");
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", exchange -> answer(exchange, answers));
    server.start();
  }

  private void answer(HttpExchange exchange, Function<Request, Answer> answers) {
    try (exchange) {
      Request request =
          new Request(
              exchange.getRequestMethod(),
              exchange.getRequestURI().toString(),
              String.valueOf(exchange.getRequestHeaders().getFirst("x-amz-request-payer")),
              String.valueOf(exchange.getRequestHeaders().getFirst("x-amz-target")),
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
      requests.add(request);
      Answer answer = answers.apply(request);
      exchange.getResponseHeaders().set("Content-Type", answer.type());
      if (answer.eTag() != null) {
        exchange.getResponseHeaders().set("ETag", '"' + answer.eTag() + '"');
      }
      int length = answer.length() == null ? answer.body().length : answer.length();
      exchange.sendResponseHeaders(answer.status(), length == 0 ? -1 : length);
      if (length > 0) {
        exchange.getResponseBody().write(answer.body());
        exchange.getResponseBody().flush(); // before an early end
      }
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }

  public AwsSettings settings() {
    return new AwsSettings(
        null, null, URI.create("http://127.0.0.1:" + server.getAddress().getPort()), false);
  }

  public List<Request> requests() {
    return List.copyOf(requests);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }
}
