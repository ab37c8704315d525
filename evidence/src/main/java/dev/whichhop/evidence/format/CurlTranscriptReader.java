package dev.whichhop.evidence.format;

import dev.whichhop.evidence.Problems;
import dev.whichhop.evidence.Reader;
import dev.whichhop.evidence.source.TextFile;
import dev.whichhop.model.evidence.BundleBuilder;
import java.io.IOException;

/**
 * {@code curl -v} transcripts of old and new curl, several in a file, and the one-line results of
 * {@code curl -w} loops, between which the error lines of curl stand.
 */
public final class CurlTranscriptReader implements Reader {

  @Override
  public String format() {
    return "curl";
  }

  @Override
  public int recognises(TextFile file) {
    int verbose = 0;
    int results = 0;
    int lines = 0;
    for (String line : file.head()) {
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      lines++;
      if (isVerbose(line)) {
        verbose++;
      } else if (CurlResultLine.of(line) != null || line.contains("curl: (")) {
        results++;
      }
    }
    boolean commanded = CurlCommand.isRequest(file.command());
    if (verbose >= 2 || verbose == 1 && commanded) {
      return 97;
    }
    if (commanded && (results > 0 || lines == 0)) {
      return 92;
    }
    return results * 2 > lines ? 92 : 0;
  }

  private static boolean isVerbose(String line) {
    return line.startsWith("* Connected to ")
        || line.startsWith("* Trying ")
        || line.startsWith("*   Trying ")
        || line.startsWith("* About to connect() to ")
        || line.startsWith("* Connection #")
        || line.startsWith("* Closing connection")
        || line.startsWith("* closing connection")
        || line.startsWith("curl: (")
        || (line.startsWith("> ") && line.contains(" HTTP/"))
        || line.startsWith("< HTTP/");
  }

  @Override
  public void read(TextFile file, BundleBuilder into, Problems problems) throws IOException {
    CurlTranscript transcript = new CurlTranscript(file, into);
    file.forEachLine(transcript::line);
    transcript.end();
    if (transcript.dateUnknown()) {
      problems.report(file.at(file.firstLine()), "times have no date; taken for 1970-01-01");
    }
  }
}
