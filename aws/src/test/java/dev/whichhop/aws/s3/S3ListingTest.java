package dev.whichhop.aws.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.whichhop.aws.AwsClients;
import dev.whichhop.aws.AwsException;
import dev.whichhop.aws.AwsProblem;
import dev.whichhop.aws.StubAws;
import dev.whichhop.aws.StubAws.Answer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.s3.S3Client;

/** Answers as the API reference of S3 writes them. */
final class S3ListingTest {
  private static final S3Location BUCKET = new S3Location("flows", "");

  private static final KeyChoice ALL = choice(true);

  private static KeyChoice choice(boolean all) {
    return new KeyChoice() {
      @Override
      public boolean all() {
        return all;
      }

      @Override
      public boolean folder(String prefix) {
        return !prefix.contains("closed");
      }

      @Override
      public boolean object(String key) {
        return !key.contains("left-out");
      }
    };
  }

  private static S3Listing.Found find(StubAws aws, KeyChoice choice) throws AwsException {
    try (S3Client client = AwsClients.s3(aws.settings())) {
      return new S3Listing(client, aws.settings(), () -> false).find(BUCKET, choice);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "403, AccessDenied, DENIED",
    "400, ExpiredToken, EXPIRED",
    "403, InvalidAccessKeyId, WRONG_CREDENTIALS",
    "403, SignatureDoesNotMatch, WRONG_CREDENTIALS",
    "403, RequestTimeTooSkewed, WRONG_CLOCK",
    "404, NoSuchBucket, NO_BUCKET",
    "301, PermanentRedirect, WRONG_REGION",
    "503, SlowDown, THROTTLED",
    "400, InvalidArgument, OTHER",
  })
  void whatAwsRefusesHasAName(int status, String code, AwsProblem problem) throws Exception {
    try (StubAws aws = new StubAws(_ -> Answer.s3Error(status, code, "because"))) {
      assertThatThrownBy(() -> find(aws, ALL))
          .isInstanceOfSatisfying(
              AwsException.class,
              refused -> {
                assertThat(refused.problem()).isEqualTo(problem);
                assertThat(refused.values())
                    .containsEntry("action", "s3:ListBucket")
                    .containsEntry("resource", "flows")
                    .containsEntry("said", code + ": because");
              });
    }
  }

  @Test
  void theRegionThatAwsExpectsIsNamed() throws Exception {
    String said = "the region 'eu-west-1' is wrong; expecting 'us-east-2'";
    try (StubAws aws =
        new StubAws(_ -> Answer.s3Error(400, "AuthorizationHeaderMalformed", said))) {
      assertThatThrownBy(() -> find(aws, ALL))
          .isInstanceOfSatisfying(
              AwsException.class,
              refused -> {
                assertThat(refused.problem()).isEqualTo(AwsProblem.WRONG_REGION);
                assertThat(refused.values()).containsEntry("expected", "us-east-2");
              });
    }
  }

  @Test
  void nobodyAnswers() throws Exception {
    StubAws gone = new StubAws(_ -> Answer.xml(200, ""));
    gone.close();
    assertThatThrownBy(() -> find(gone, ALL))
        .isInstanceOfSatisfying(
            AwsException.class,
            refused -> assertThat(refused.problem()).isEqualTo(AwsProblem.UNREACHABLE));
  }

  @Test
  void pagesAreFollowed() throws Exception {
    try (StubAws aws =
        new StubAws(request ->
            Answer.xml(
                200,
                request.uri().contains("continuation-token=more")
                    ? "<ListBucketResult>" + object("a", 1, "STANDARD") + "</ListBucketResult>"
                    : "<ListBucketResult><NextContinuationToken>more</NextContinuationToken>"
                        + object("b", 2, "GLACIER")
                        + object("folder/", 0, "STANDARD")
                        + "</ListBucketResult>"))) {
      S3Listing.Found found = find(aws, ALL);

      assertThat(found.objects())
          .containsExactly(
              new S3Item("flows", "a", 1, "e", false), new S3Item("flows", "b", 2, "e", true));
      assertThat(found.requests()).isEqualTo(2);
      assertThat(found.bytes()).isEqualTo(3);
    }
  }

  @Test
  void foldersStayClosedWhereTheirNamesSayEnough() throws Exception {
    try (StubAws aws =
        new StubAws(request ->
            Answer.xml(
                200,
                request.uri().contains("prefix=open")
                    ? "<ListBucketResult>"
                        + object("open/left-out", 1, "STANDARD")
                        + object("open/wanted", 1, "STANDARD")
                        + "</ListBucketResult>"
                    : "<ListBucketResult><CommonPrefixes><Prefix>open/</Prefix></CommonPrefixes>"
                        + "<CommonPrefixes><Prefix>closed/</Prefix></CommonPrefixes>"
                        + "</ListBucketResult>"))) {
      S3Listing.Found found = find(aws, choice(false));

      assertThat(found.objects()).extracting(S3Item::key).containsExactly("open/wanted");
      assertThat(found.closedFolders()).isEqualTo(1);
      assertThat(found.leftOut()).isEqualTo(1);
      assertThat(aws.requests()).hasSize(2).noneMatch(one -> one.uri().contains("prefix=closed"));
    }
  }

  @Test
  void listingEndsWhenItIsInterrupted() throws Exception {
    try (StubAws aws = new StubAws(_ -> Answer.xml(200, "<ListBucketResult/>"));
        S3Client client = AwsClients.s3(aws.settings())) {
      S3Listing listing = new S3Listing(client, aws.settings(), () -> true);
      assertThatThrownBy(() -> listing.find(BUCKET, ALL))
          .isInstanceOfSatisfying(
              AwsException.class,
              refused -> assertThat(refused.problem()).isEqualTo(AwsProblem.INTERRUPTED));
      assertThat(aws.requests()).isEmpty();
    }
  }

  @Test
  void urls() {
    assertThat(S3Location.parse("s3://flows")).contains(new S3Location("flows", ""));
    assertThat(S3Location.parse("s3://flows/a/b")).contains(new S3Location("flows", "a/b"));
    for (String wrong : List.of("s3://", "s3:/flows/a", "s3://Flows/a", "s3://a", "s3://a_b/c")) {
      assertThat(S3Location.parse(wrong)).as(wrong).isEmpty();
    }
  }

  private static String object(String key, int size, String storage) {
    return "<Contents><Key>%s</Key><Size>%d</Size><ETag>\"e\"</ETag><StorageClass>%s</StorageClass></Contents>"
        .formatted(key, size, storage);
  }
}
