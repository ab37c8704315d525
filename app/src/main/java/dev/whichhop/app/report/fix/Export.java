package dev.whichhop.app.report.fix;

import dev.whichhop.app.report.SafeText;
import dev.whichhop.fix.Caretaker;
import dev.whichhop.fix.ObjectAddress;
import dev.whichhop.fix.Plan;
import dev.whichhop.fix.PlannedChange;
import dev.whichhop.fix.Unplanned;
import dev.whichhop.knowledge.Messages;
import dev.whichhop.model.diagnosis.Phrase;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import tools.jackson.databind.json.JsonMapper;

/** The changes of a plan as text for the place that an object is made from. */
public final class Export {
  /** What the text is for. */
  public enum Form {
    KUSTOMIZE,
    HELM,
    TERRAFORM,
    CLI
  }

  private static final DumpSettings BLOCKS =
      DumpSettings.builder().setDefaultFlowStyle(FlowStyle.BLOCK).build();

  private final Messages messages;

  public Export(Messages messages) {
    this.messages = messages;
  }

  public String text(Plan plan, Form form) {
    String text =
        switch (form) {
          case KUSTOMIZE -> kustomize(plan);
          case HELM -> each(plan, this::helm);
          case TERRAFORM -> each(plan, this::terraform) + attributes(plan);
          case CLI -> each(plan, this::cli) + commands(plan);
        };
    return SafeText.text(text);
  }

  private interface OfOne {
    String text(PlannedChange change);
  }

  private static String each(Plan plan, OfOne of) {
    return plan.changes().stream().map(of::text).collect(Collectors.joining("\n"));
  }

  /** A {@code kustomization.yaml}; new objects as files of their own beside it. */
  private String kustomize(Plan plan) {
    List<Object> patches = new ArrayList<>();
    List<Object> resources = new ArrayList<>();
    StringBuilder files = new StringBuilder();
    for (PlannedChange change : plan.changes()) {
      if (change.creates()) {
        String file = name(change.at()) + ".yaml";
        resources.add(file);
        files.append("---\n# ").append(file).append('\n').append(yaml(change));
      } else {
        patches.add(Map.of("patch", yaml(change)));
      }
    }
    Map<String, Object> whole = new LinkedHashMap<>();
    whole.put("apiVersion", "kustomize.config.k8s.io/v1beta1");
    whole.put("kind", "Kustomization");
    if (!resources.isEmpty()) {
      whole.put("resources", resources);
    }
    if (!patches.isEmpty()) {
      whole.put("patches", patches);
    }
    DumpSettings literal =
        DumpSettings.builder()
            .setDefaultFlowStyle(FlowStyle.BLOCK)
            .setDefaultScalarStyle(ScalarStyle.PLAIN)
            .setMultiLineFlow(false)
            .setUseUnicodeEncoding(true)
            .build();
    return "# kustomization.yaml\n" + new Dump(literal).dumpToString(whole) + files;
  }

  /** Values depend on the chart, so the fields that it has to render. */
  private String helm(PlannedChange change) {
    String release =
        change.caretakers().stream()
            .filter(one -> one.tool() == Caretaker.Tool.HELM)
            .map(Caretaker::source)
            .findFirst()
            .orElse("?");
    return "# " + text("fix.export.helm", "release", release) + "\n" + yaml(change);
  }

  /** Resource and import id: hashicorp/terraform-provider-kubernetes, docs, kubernetes_manifest. */
  private String terraform(PlannedChange change) {
    ObjectAddress at = change.at();
    String resource = "kubernetes_manifest." + name(at);
    String imported =
        change.creates()
            ? ""
            : "# "
                + text("fix.export.terraform")
                + "\n# terraform import "
                + resource
                + " \"apiVersion="
                + at.apiVersion()
                + ",kind="
                + at.kind().kind()
                + ",namespace="
                + at.namespace()
                + ",name="
                + at.name()
                + "\"\n";
    return imported
        + "resource \"kubernetes_manifest\" \""
        + name(at)
        + "\" {\n  manifest = yamldecode(<<-EOT\n"
        + yaml(change).replace("${", "$${").replace("%{", "%%{").indent(4)
        + "  EOT\n  )\n}\n";
  }

  private String cli(PlannedChange change) {
    return "kubectl apply --server-side --field-manager=whichhop-by-hand -f - <<'EOF'\n"
        + yaml(change)
        + "EOF\n";
  }

  /** Remedies that are commands anyway: of AWS, of a node. */
  private String commands(Plan plan) {
    return plan.unplanned().stream()
        .filter(one -> one.reason() == Unplanned.Reason.COMMANDS)
        .map(one ->
            "\n# "
                + messages.text("remedy." + one.remedy().remedy() + ".do")
                + "\n"
                + one.remedy().text().strip()
                + "\n")
        .collect(Collectors.joining());
  }

  private static String attributes(Plan plan) {
    return plan.unplanned().stream()
        .filter(one -> one.reason() == Unplanned.Reason.COMMANDS)
        .map(one -> TerraformAttributes.of(one.remedy().text()))
        .collect(Collectors.joining());
  }

  private static String yaml(PlannedChange change) {
    Object tree = JsonMapper.shared().treeToValue(change.fields(), Object.class);
    return new Dump(BLOCKS).dumpToString(tree);
  }

  private static String name(ObjectAddress at) {
    return (at.kind().kind() + "_" + at.namespace() + "_" + at.name())
        .toLowerCase(Locale.ROOT)
        .replace('.', '_');
  }

  private String text(String key, Object... namesAndValues) {
    return messages.text(key, Phrase.of("", namesAndValues).values());
  }
}
