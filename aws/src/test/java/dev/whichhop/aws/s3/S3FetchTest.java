package dev.whichhop.aws.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.whichhop.aws.AwsClients;
import dev.whichhop.aws.AwsException;
import dev.whichhop.aws.AwsProblem;
import dev.whichhop.aws.AwsSettings;
import dev.whichhop.aws.StubAws;
import dev.whichhop.aws.StubAws.Answer;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.s3.S3Client;

final class S3FetchTest {
  private static final byte[] CONTENT = "two records".getBytes(UTF_8);
  private static final Instant NOW = Instant.parse("2026-03-02T08:00:00Z");

  @TempDir private Path folder;
  private Path staged = Path.of("");
  private S3Item item = new S3Item("flows", "a/one.log", CONTENT.length, "", false);

  @BeforeEach
  void name() throws Exception {
    staged = folder.resolve("staged");
    String md5 = HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(CONTENT));
    item = new S3Item("flows", "a/one.log", CONTENT.length, md5, false);
  }

  private Answer whole() {
    return new Answer(200, "text/plain", item.eTag(), CONTENT, null);
  }

  private Answer cut() {
    byte[] half = java.util.Arrays.copyOf(CONTENT, 5);
    return new Answer(200, "text/plain", item.eTag(), half, CONTENT.length);
  }

  private S3Fetch.Fetched fetch(StubAws aws, S3Item... items) throws IOException {
    return fetch(aws, aws.settings(), () -> false, items);
  }

  private S3Fetch.Fetched fetch(
      StubAws aws, AwsSettings settings, BooleanSupplier stopped, S3Item... items)
      throws IOException {
    try (S3Client client = AwsClients.s3(settings)) {
      Staging staging = Staging.open(staged, aws.settings(), InstantSource.fixed(NOW));
      return new S3Fetch(client, settings, staging, stopped).fetch(List.of(items), _ -> {});
    }
  }

  private List<Path> parts() throws IOException {
    try (Stream<Path> files = Files.list(staged)) {
      return files.filter(one -> one.toString().endsWith(".part")).toList();
    }
  }

  @Test
  void whatIsThereWholeIsNotFetchedAgain() throws Exception {
    try (StubAws aws = new StubAws(_ -> whole())) {
      Path copy = fetch(aws, item).copies().getFirst().path();
      assertThat(copy).hasBinaryContent(CONTENT).hasFileName("one.log");
      assertThat(fetch(aws, item).copies().getFirst().path()).isEqualTo(copy);
      assertThat(aws.requests()).hasSize(1);

      Files.write(copy, new byte[3]);
      fetch(aws, item);
      assertThat(copy).hasBinaryContent(CONTENT);
      assertThat(aws.requests()).hasSize(2);
    }
  }

  @Test
  void anotherContentIsAnotherCopy() throws Exception {
    try (StubAws aws = new StubAws(_ -> new Answer(200, "text/plain", null, CONTENT, null))) {
      S3Item older = new S3Item("flows", item.key(), CONTENT.length, "older-2", false);
      S3Item newer = new S3Item("flows", item.key(), CONTENT.length, "newer-2", false);
      assertThat(fetch(aws, older, newer).copies())
          .extracting(S3Fetch.Copied::path)
          .doesNotHaveDuplicates();
      assertThat(aws.requests()).hasSize(2);
    }
  }

  @Test
  void aBodyThatBreaksOffIsFetchedAgain() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    try (StubAws aws = new StubAws(_ -> asked.getAndIncrement() == 0 ? cut() : whole())) {
      assertThat(fetch(aws, item).copies().getFirst().path()).hasBinaryContent(CONTENT);
      assertThat(aws.requests()).hasSize(2);
      assertThat(parts()).isEmpty();
    }
  }

  @Test
  void aBrokenDownloadIsNeverTakenForWhole() throws Exception {
    try (StubAws aws = new StubAws(_ -> cut())) {
      assertThatThrownBy(() -> fetch(aws, item))
          .isInstanceOfSatisfying(
              AwsException.class,
              failed -> assertThat(failed.problem()).isEqualTo(AwsProblem.BROKEN));
      assertThat(aws.requests()).hasSize(3);
      assertThat(parts()).isEmpty();
      assertThat(Staging.open(staged, aws.settings(), InstantSource.fixed(NOW)).has(item))
          .isFalse();
    }
  }

  @Test
  void whatTheDiskRefusesIsNotToldOfAws() throws Exception {
    try (StubAws aws = new StubAws(_ -> whole())) {
      Staging staging = Staging.open(staged, aws.settings(), InstantSource.fixed(NOW));
      Files.createFile(staging.place(item).getParent());
      assertThatThrownBy(() -> fetch(aws, item))
          .isInstanceOf(FileAlreadyExistsException.class)
          .hasMessageContaining(staged.toString());
      assertThat(aws.requests()).hasSize(1);
      assertThat(parts()).isEmpty();
    }
  }

  @Test
  void theSameNumberOfOtherBytesIsBroken() throws Exception {
    byte[] other = "two rec0rds".getBytes(UTF_8);
    try (StubAws aws = new StubAws(_ -> new Answer(200, "text/plain", null, other, null))) {
      assertThatThrownBy(() -> fetch(aws, item))
          .isInstanceOfSatisfying(
              AwsException.class,
              failed -> {
                assertThat(failed.problem()).isEqualTo(AwsProblem.BROKEN);
                assertThat(failed.values().get("said")).contains("MD5");
              });
    }
  }

  @ParameterizedTest
  @CsvSource({
    "404, NoSuchKey, deleted",
    "412, PreconditionFailed, changed",
    "403, InvalidObjectState, archived",
  })
  void oneThatCannotBeHadDoesNotKeepTheOthersBack(int status, String code, String reason)
      throws Exception {
    S3Item lost = new S3Item("flows", "lost", 3, "e", false);
    try (StubAws aws =
        new StubAws(request ->
            request.uri().contains("lost") ? Answer.s3Error(status, code, "-") : whole())) {
      S3Fetch.Fetched fetched = fetch(aws, lost, item);
      assertThat(fetched.copies()).extracting(S3Fetch.Copied::item).containsExactly(item);
      assertThat(fetched.unread())
          .singleElement()
          .satisfies(one -> assertThat(one.reason()).contains(reason));
    }
  }

  @Test
  void whatIsInGlacierIsNotAskedFor() throws Exception {
    try (StubAws aws = new StubAws(_ -> whole())) {
      S3Item archived = new S3Item("flows", "old", 3, "e", true);
      assertThat(fetch(aws, archived).unread()).extracting(S3Fetch.Unread::item).contains(archived);
      assertThat(aws.requests()).isEmpty();
    }
  }

  @Test
  void aDeniedObjectNamesThePermission() throws Exception {
    try (StubAws aws = new StubAws(_ -> Answer.s3Error(403, "AccessDenied", "no"))) {
      assertThatThrownBy(() -> fetch(aws, item))
          .isInstanceOfSatisfying(
              AwsException.class,
              failed -> {
                assertThat(failed.problem()).isEqualTo(AwsProblem.DENIED);
                assertThat(failed.values())
                    .containsEntry("action", "s3:GetObject")
                    .containsEntry("resource", "s3://flows/a/one.log");
              });
    }
  }

  @Test
  void whoPaysIsSaid() throws Exception {
    try (StubAws aws = new StubAws(_ -> whole())) {
      AwsSettings pays = new AwsSettings(null, null, aws.settings().endpoint(), true);
      fetch(aws, pays, () -> false, item);
      assertThat(aws.requests().getFirst().payer()).isEqualTo("requester");
      fetch(aws, new S3Item("flows", "b", CONTENT.length, item.eTag(), false));
      assertThat(aws.requests().getLast().payer()).isEqualTo("null");
    }
  }

  @Test
  void anInterruptionLeavesNoPart() throws Exception {
    try (StubAws aws = new StubAws(_ -> whole())) {
      assertThatThrownBy(() -> fetch(aws, aws.settings(), () -> true, item))
          .isInstanceOfSatisfying(
              AwsException.class,
              failed -> assertThat(failed.problem()).isEqualTo(AwsProblem.INTERRUPTED));
      assertThat(parts()).isEmpty();
    }
  }

  @Test
  void roomIsMadeByWhatWasUsedLongestAgo() throws Exception {
    try (StubAws aws = new StubAws(_ -> new Answer(200, "text/plain", null, CONTENT, null));
        S3Client client = AwsClients.s3(aws.settings())) {
      S3Item[] items = new S3Item[3];
      for (int i = 0; i < items.length; i++) {
        items[i] = new S3Item("flows", "k" + i, CONTENT.length, "e-" + i, false);
        Staging then =
            Staging.open(staged, aws.settings(), InstantSource.fixed(NOW.plusSeconds(i)));
        new S3Fetch(client, aws.settings(), then, () -> false).fetch(List.of(items[i]), _ -> {});
      }
      Staging staging = Staging.open(staged, aws.settings(), InstantSource.fixed(NOW));
      // Room for two copies and as many bytes again; the first one is needed.
      staging.makeRoom(CONTENT.length, 3L * CONTENT.length, List.of(items[0]));
      assertThat(staging.has(items[0])).isTrue();
      assertThat(staging.has(items[1])).isFalse();
      assertThat(staging.has(items[2])).isTrue();
    }
  }

  @Test
  void aKeyCannotLeaveTheFolder() throws Exception {
    try (StubAws aws = new StubAws(_ -> new Answer(200, "text/plain", null, CONTENT, null))) {
      for (String key : List.of("../../x", "a/..", "..", "a/\u001b[2Jb", "x".repeat(1000))) {
        S3Item hostile = new S3Item("flows", key, CONTENT.length, "e-1", false);
        Path copy = fetch(aws, hostile).copies().getFirst().path();
        assertThat(copy.toRealPath()).startsWith(staged.toRealPath());
        assertThat(copy.getFileName().toString()).matches("[A-Za-z0-9._=-]{1,121}");
      }
    }
  }

  @Test
  void theFolderIsForItsOwnerAlone() throws Exception {
    try (StubAws aws = new StubAws(_ -> whole())) {
      fetch(aws, item);
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(staged)))
          .isEqualTo("rwx------");
    }
  }

  @Test
  void whatAKilledProcessLeftIsSweptAfterADay() throws Exception {
    Files.createDirectories(staged);
    Path abandoned = Files.createFile(staged.resolve("old.part"));
    Path busy = Files.createFile(staged.resolve("new.part"));
    Files.setLastModifiedTime(
        abandoned, java.nio.file.attribute.FileTime.from(NOW.minusSeconds(86401)));
    Files.setLastModifiedTime(busy, java.nio.file.attribute.FileTime.from(NOW));
    try (StubAws aws = new StubAws(_ -> whole())) {
      fetch(aws, item);
    }
    assertThat(abandoned).doesNotExist();
    assertThat(busy).exists();
  }
}
