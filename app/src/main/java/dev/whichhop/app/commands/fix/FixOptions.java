package dev.whichhop.app.commands.fix;

import dev.whichhop.app.commands.live.ClusterChoice;
import dev.whichhop.fix.Checkpoint;
import dev.whichhop.fix.Journal;
import dev.whichhop.fix.ObjectAccess;
import dev.whichhop.knowledge.Language;
import dev.whichhop.knowledge.Messages;
import dev.whichhop.live.NoCluster;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options of every command of {@code fix}. */
@SuppressWarnings("NullAway.Init") // picocli sets the fields before the command runs.
final class FixOptions {
  @Mixin private ClusterChoice cluster;

  @Option(
      names = "--journal",
      paramLabel = "FOLDER",
      description =
          "Where it is written down what was changed (default: whichhop/fixes in XDG_STATE_HOME, or"
              + " in ~/.local/state).")
  private @Nullable Path journal;

  @Option(
      names = "--lang",
      defaultValue = "en",
      paramLabel = "LANGUAGE",
      description = "en or zh (default: en).")
  private Language language;

  Path journal() {
    if (journal != null) {
      return journal;
    }
    String state = System.getenv("XDG_STATE_HOME");
    Path folder =
        state == null || state.isEmpty()
            ? Path.of(System.getProperty("user.home"), ".local", "state")
            : Path.of(state);
    return folder.resolve("whichhop").resolve("fixes");
  }

  ObjectAccess open() throws NoCluster {
    return ObjectAccess.open(cluster.options(), Checkpoint.NONE);
  }

  Journal openJournal() throws IOException {
    return Journal.open(journal(), Checkpoint.NONE);
  }

  Language language() {
    return language;
  }

  Messages messages() {
    return Messages.load(language);
  }

  /** The options of {@code live} that choose the same cluster. */
  ClusterChoice cluster() {
    return cluster;
  }
}
