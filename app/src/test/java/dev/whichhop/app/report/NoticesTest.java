package dev.whichhop.app.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.whichhop.model.evidence.Place;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.SAXException;

/**
 * SARIF and JUnit as their schemas want them: the one of OASIS (oasis-tcs/sarif-spec at e0583813,
 * sarif-2.1/schema), and the one of the Jenkins xunit plugin (jenkinsci/xunit-plugin at 8c515de2,
 * MIT licence). Text of the evidence can break neither.
 */
final class NoticesTest {
  private static final String HOSTILE =
      "</failure>]]> \u001b[31m <script>alert(1)</script> [click](https://evil.example) \u202e \ud800 \u0000";

  private static Notice notice(Notice.Level level, int line, String text) {
    return new Notice(
        "a-rule",
        "A title.",
        level,
        "Something is wrong: " + text,
        "",
        List.of(new Place("runbooks/a b#?.md", line, "spec.host"), Place.file("/etc/other: file")),
        line == 0 ? 0 : 7,
        text);
  }

  private static final List<Notice> NOTICES =
      List.of(
          notice(Notice.Level.ERROR, 12, "text"),
          notice(Notice.Level.ERROR, 40, "text"),
          notice(Notice.Level.WARNING, 0, HOSTILE),
          new Notice("b-rule", "B.", Notice.Level.NOTE, "m", "**help**", List.of(), 0, ""));

  @Test
  void sarifKeepsItsSchema() throws IOException {
    assertThat(schema().validate(sarif(NOTICES), InputFormat.JSON)).isEmpty();
    assertThat(schema().validate(sarif(List.of()), InputFormat.JSON)).isEmpty();
    assertThat(sarif(NOTICES)).doesNotContain("\u001b").doesNotContain("<script");
  }

  @Test
  void theSchemaIsReallyAsked() throws IOException {
    String wrong = sarif(NOTICES).replace("\"startLine\":12", "\"startLine\":0");
    assertThat(schema().validate(wrong, InputFormat.JSON)).isNotEmpty();
  }

  @Test
  void aFingerprintOutlivesMovedLines() {
    List<Notice> moved =
        List.of(notice(Notice.Level.ERROR, 112, "text"), notice(Notice.Level.ERROR, 140, "text"));
    List<String> before = fingerprints(sarif(NOTICES));
    assertThat(fingerprints(sarif(moved))).isEqualTo(before.subList(0, 2));
    assertThat(before).doesNotHaveDuplicates();
  }

  @Test
  void junitKeepsItsSchema() throws SAXException, IOException {
    javax.xml.validation.Schema schema =
        SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
            .newSchema(NoticesTest.class.getResource("/schemas/junit-10.xsd"));
    String xml = junit(Notice.Level.WARNING);
    schema.newValidator().validate(new StreamSource(new StringReader(xml)));
    assertThat(xml)
        .contains("<testsuite name=\"clean.yaml\" tests=\"1\" failures=\"0\"")
        .contains("tests=\"3\" failures=\"3\"");
    assertThat(junit(Notice.Level.ERROR)).contains("tests=\"3\" failures=\"2\"");
  }

  private static String junit(Notice.Level failOn) {
    StringWriter text = new StringWriter();
    Junit.print(List.of("clean.yaml"), NOTICES, failOn, new PrintWriter(text));
    return text.toString();
  }

  private static String sarif(List<Notice> notices) {
    StringWriter text = new StringWriter();
    Sarif.print(notices, "en", new PrintWriter(text));
    return text.toString();
  }

  private static List<String> fingerprints(String sarif) {
    return Pattern.compile("\"whichhop/v1\":\"([0-9a-f]{32})\"")
        .matcher(sarif)
        .results()
        .map(MatchResult::group)
        .toList();
  }

  private static Schema schema() throws IOException {
    try (InputStream text =
        NoticesTest.class.getResourceAsStream("/schemas/sarif-schema-2.1.0.json")) {
      assertThat(text).isNotNull();
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_4)
          .getSchema(new String(text.readAllBytes(), StandardCharsets.UTF_8), InputFormat.JSON);
    }
  }
}
