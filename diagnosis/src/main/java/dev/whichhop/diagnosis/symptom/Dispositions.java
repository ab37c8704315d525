package dev.whichhop.diagnosis.symptom;

import dev.whichhop.model.diagnosis.Disposition;
import dev.whichhop.model.diagnosis.DurationShape;
import dev.whichhop.model.diagnosis.Share;
import dev.whichhop.model.evidence.ClientFailure;
import dev.whichhop.model.evidence.Observation;
import dev.whichhop.model.evidence.Side;
import java.util.regex.Pattern;

/**
 * Tells failures that need an explanation from closes that are normal and from the application's
 * own answers.
 */
final class Dispositions {
  /** nginx: the client closed the connection before the answer. */
  private static final int CLIENT_CLOSED_NGINX = 499;

  /** The same of an AWS Application Load Balancer. */
  private static final int CLIENT_CLOSED_ALB = 460;

  /** A status and a response flag side by side: an Envoy's words, in whatever line they stand. */
  private static final Pattern FLAGGED =
      Pattern.compile("\\b[45]\\d\\d (?:UC|UF|UH|UO|UT|UR|URX|UPE|DPE|NR|NC|LR|DT|OM)\\b");

  private static final int GRPC_DEADLINE_EXCEEDED = 4;
  private static final int GRPC_UNAVAILABLE = 14;

  private Dispositions() {}

  static Disposition of(Observation origin) {
    if (origin.clientFailure() != ClientFailure.NONE) {
      return Disposition.FAULTY;
    }
    int status = origin.status();
    // Envoy writes the line of an upgraded or streamed answer when it ends; DC then only says which
    // side ended it, and that the head of the answer had already been delivered.
    if (status > 0 && status < 400 && origin.hasFlag("DC")) {
      return Disposition.EXPECTED;
    }
    if (origin.vantage().side() == Side.SERVER && status >= 500) {
      // 502 and 504 are what a proxy says of the one behind it, and only Envoys write flags.
      boolean ofAnother =
          status == 502 || status == 504 || FLAGGED.matcher(origin.evidence().text()).find();
      return origin.vantage().hop() == dev.whichhop.model.Hop.APP && !ofAnother
          ? Disposition.APPLICATION
          : Disposition.FAULTY;
    }
    boolean passedThrough = origin.details().isEmpty() || origin.details().equals("via_upstream");
    if (origin.flags().isEmpty() && passedThrough && ofTheServer(origin)) {
      return Disposition.APPLICATION;
    }
    if (origin.hasFlag("UAEX") || origin.hasFlag("RL")) {
      return status >= 500 || origin.details().endsWith("_error")
          ? Disposition.FAULTY
          : Disposition.POLICY;
    }
    return Disposition.FAULTY;
  }

  /**
   * True for an answer that no proxy makes up. Envoy answers a gRPC call that it has to drop with
   * 14 (istio-envoy facts, section 2), and 4 says that a deadline passed, whosever it was (grpc.io,
   * "Status codes and their use in gRPC"): what a sidecar got from its own application is that
   * one's; farther away, a proxy on the way may have made it.
   */
  private static boolean ofTheServer(Observation origin) {
    if (origin.status() >= 500) {
      return !isOfProxies(origin.status());
    }
    return origin.grpcStatus() > 0
        && (origin.vantage().side() == Side.INBOUND
            || origin.grpcStatus() != GRPC_UNAVAILABLE
                && origin.grpcStatus() != GRPC_DEADLINE_EXCEEDED);
  }

  /**
   * True for statuses that something on the way may have made, so that passing one on says nothing
   * of the application: 502 to 505 (RFC 9110, section 15.6), 520 to 530 (Cloudflare's documentation
   * of 5xx errors), 561 (AWS, "Troubleshoot your Application Load Balancers"), and the 598 and 599
   * of proxies that tell their own time-outs so.
   */
  private static boolean isOfProxies(int status) {
    return status >= 502 && status <= 505
        || status >= 520 && status <= 530
        || status == 561
        || status == 598
        || status == 599;
  }

  /**
   * True for the few requests whose clients went away before the answer, at no common duration:
   * people close pages and telephones lose the network everywhere. Where a timer or a slow answer
   * is behind it, the durations agree or many requests are hit.
   */
  static boolean clientsLeft(Observation origin, Share share, DurationShape shape) {
    boolean left =
        origin.status() == CLIENT_CLOSED_NGINX
            || origin.status() == CLIENT_CLOSED_ALB
            || origin.status() == 0 && origin.flags().equals("DC");
    boolean proxy =
        origin.vantage().side() == Side.GATEWAY || origin.vantage().side() == Side.BALANCER;
    return left
        && proxy
        && (share == Share.FEW || share == Share.SOME)
        && shape != DurationShape.CONSTANT;
  }
}
