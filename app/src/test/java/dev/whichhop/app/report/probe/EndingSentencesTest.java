package dev.whichhop.app.report.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whichhop.knowledge.Language;
import dev.whichhop.knowledge.Messages;
import dev.whichhop.probe.wire.CertificateFault;
import dev.whichhop.probe.wire.Ending;
import dev.whichhop.probe.wire.OwnLimit;
import dev.whichhop.probe.wire.Phase;
import dev.whichhop.probe.wire.WireEnd;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every way in which a request can end has its sentence. */
final class EndingSentencesTest {

  private static List<Ending> endings() {
    List<Ending> all = new ArrayList<>();
    all.add(new Ending.NameNotResolved());
    all.add(new Ending.Refused());
    all.add(new Ending.Unreachable());
    all.add(new Ending.ConnectTimeout());
    all.add(new Ending.NotTls());
    all.add(new Ending.TlsFailure());
    all.add(new Ending.TlsAlert(Phase.TLS_HANDSHAKE, "handshake_failure"));
    all.add(new Ending.BadFraming(Phase.BODY));
    all.add(new Ending.HeadersTooLarge());
    all.add(new Ending.Answered(404));
    all.add(new Ending.Answered(503));
    all.add(new Ending.GrpcAnswered(14));
    all.add(new Ending.NotHttp2());
    all.add(new Ending.StreamReset("refused-stream"));
    all.add(new Ending.GoAway("no-error", null));
    all.add(new Ending.GoAway("no-error", WireEnd.FIN));
    all.add(new Ending.StreamLimit());
    for (OwnLimit one : OwnLimit.values()) {
      all.add(new Ending.ClientLimit(one));
    }
    for (CertificateFault one : CertificateFault.values()) {
      all.add(new Ending.BadCertificate(one));
    }
    for (Ending.Foreign one : Ending.Foreign.values()) {
      all.add(new Ending.NotHttp(one));
    }
    for (Phase phase : Phase.values()) {
      for (WireEnd how : WireEnd.values()) {
        all.add(new Ending.Lost(phase, how));
      }
    }
    return all;
  }

  @ParameterizedTest
  @EnumSource
  void everyEndingHasOne(Language language) {
    Messages messages = Messages.load(language);
    for (Ending ending : endings()) {
      assertThat(messages.has("probe.ending." + EndingSentences.key(ending)))
          .as(ending.code())
          .isTrue();
    }
  }
}
