package dev.whichhop.app.report;

import java.io.PrintWriter;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/** The answer as YAML: the same tree as the JSON. */
public final class YamlReport {
  private YamlReport() {}

  /** Prints the tree as one YAML document. */
  public static void print(Map<String, Object> answer, PrintWriter out) {
    DumpSettings settings =
        DumpSettings.builder()
            .setDefaultFlowStyle(FlowStyle.BLOCK)
            .setUseUnicodeEncoding(false)
            .setDereferenceAliases(true) // equal empty lists are one object; no reader expects *id
            .build();
    out.print(new Dump(settings).dumpToString(answer));
  }
}
