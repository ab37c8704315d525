package dev.whichhop.app.report;

import dev.whichhop.aws.Permission;
import dev.whichhop.aws.ec2.Description;
import dev.whichhop.aws.s3.S3Location;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * An IAM policy that allows what we ask, where IAM can tell on which resource (Service
 * Authorization Reference).
 */
public final class AwsPolicy {
  private static final String ANY = "*";

  private final String partition;
  private final List<Map<String, Object>> statements = new ArrayList<>();

  /**
   * @param partition {@code aws}, {@code aws-cn} or {@code aws-us-gov}
   */
  public AwsPolicy(String partition) {
    this.partition = partition;
  }

  /** Reading objects; listing is allowed below their prefixes alone. */
  public void objects(List<S3Location> locations, List<String> kmsKeys) {
    for (S3Location one : locations) {
      String bucket = "arn:" + partition + ":s3:::" + one.bucket();
      statements.add(
          AnswerTree.object(
              "Effect",
              "Allow",
              "Action",
              Permission.LIST_BUCKET.action(),
              "Resource",
              bucket,
              "Condition",
              AnswerTree.object("StringLike", AnswerTree.object("s3:prefix", one.prefix() + ANY))));
      allow(List.of(Permission.GET_OBJECT.action()), List.of(bucket + "/" + one.prefix() + ANY));
    }
    if (!kmsKeys.isEmpty()) {
      allow(List.of(Permission.DECRYPT.action()), kmsKeys);
    }
  }

  /** Queries; their results and their end are of no resource that IAM knows. */
  public void queries(List<String> logGroups) {
    if (logGroups.isEmpty()) {
      return;
    }
    List<String> resources =
        logGroups.stream()
            .map(one ->
                one.startsWith("arn:") ? one : "arn:" + partition + ":logs:*:*:log-group:" + one)
            .map(one -> one.endsWith(":*") ? one : one + ":*")
            .toList();
    allow(List.of(Permission.START_QUERY.action()), resources);
    allow(
        List.of(Permission.GET_QUERY_RESULTS.action(), Permission.STOP_QUERY.action()),
        List.of(ANY));
  }

  /** Descriptions of EC2, which IAM allows for all resources or for none. */
  public void descriptions() {
    allow(Arrays.stream(Description.values()).map(Description::action).toList(), List.of(ANY));
  }

  private void allow(List<String> actions, List<String> resources) {
    statements.add(AnswerTree.object("Effect", "Allow", "Action", actions, "Resource", resources));
  }

  public Map<String, Object> tree() {
    return AnswerTree.object("Version", "2012-10-17", "Statement", statements);
  }
}
