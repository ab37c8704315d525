package dev.whichhop.aws;

/**
 * What is asked of AWS, each under the name by which IAM allows it (Service Authorization
 * Reference): for the sentence of a denied call, and for the policy that is printed.
 */
public enum Permission {
  LIST_BUCKET("s3:ListBucket"),
  GET_OBJECT("s3:GetObject"),
  /** Of a bucket whose objects are encrypted by a key of KMS. */
  DECRYPT("kms:Decrypt"),
  START_QUERY("logs:StartQuery"),
  GET_QUERY_RESULTS("logs:GetQueryResults"),
  STOP_QUERY("logs:StopQuery");

  private final String action;

  Permission(String action) {
    this.action = action;
  }

  public String action() {
    return action;
  }
}
