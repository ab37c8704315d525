package dev.whichhop.lab;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** The application's pod: the process and, where it is injected, its sidecar. */
final class Pod implements AutoCloseable {
  final Cast.Member member;
  final Path applicationLog;
  final Server application;
  final Optional<Envoy> sidecar;

  Pod(Cast.Member member, String binary, Setup setup, Path folder)
      throws IOException, InterruptedException {
    this.member = member;
    applicationLog = folder.resolve("application.log");
    Behaviour behaviour = setup.application;
    String address =
        setup.sidecarInjected
            ? behaviour.address.replace("127.0.0.1", member.loopback())
            : member.address();
    Log log = new Log(applicationLog);
    application =
        behaviour.streams > 0
            ? new Http2Application(address, Cast.PORT, behaviour, log)
            : new Application(address, Cast.PORT, behaviour, log);
    try {
      sidecar =
          setup.sidecarInjected
              ? Optional.of(new Envoy(binary, SidecarFiles.of(setup, member), folder))
              : Optional.empty();
    } catch (IOException | InterruptedException | RuntimeException e) {
      application.close();
      throw e;
    }
  }

  @Override
  public void close() throws IOException {
    if (sidecar.isPresent()) {
      sidecar.get().close();
    }
    application.close();
  }
}
