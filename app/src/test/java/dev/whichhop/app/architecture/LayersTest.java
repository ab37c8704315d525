package dev.whichhop.app.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What the compiler cannot hold: which libraries a module may know, and that nothing below `app`
/// asks the machine for time, chance or environment. (Which module may know which is in the poms.)
class LayersTest {
  private static final JavaClasses WHICHHOP =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.whichhop");

  private static final DescribedPredicate<JavaClass> BELOW_APP =
      resideInAnyPackage("dev.whichhop..")
          .and(DescribedPredicate.not(resideInAnyPackage("dev.whichhop.app..")))
          .as("classes below app");

  /// Calls whose answer differs from run to run with the same input. Clocks are passed in as
  /// `InstantSource`, chance as a seed, and the environment as values.
  private static final DescribedPredicate<CodeUnitCallTarget> READS_THE_MACHINE =
      describe(
          "read clock, chance or environment",
          target -> {
            String owner = target.getOwner().getName();
            String name = target.getName();
            boolean noArguments = target.getRawParameterTypes().isEmpty();
            return switch (owner) {
              case "java.lang.System" ->
                  Set.of("currentTimeMillis", "nanoTime", "getenv", "getProperty", "getProperties")
                      .contains(name);
              case "java.lang.Math" -> name.equals("random");
              case "java.util.UUID" -> name.equals("randomUUID");
              case "java.util.Date", "java.util.GregorianCalendar" ->
                  name.equals("<init>") && noArguments;
              case "java.util.Random", "java.util.SplittableRandom" ->
                  name.equals("<init>") && noArguments;
              case "java.security.SecureRandom", "java.util.concurrent.ThreadLocalRandom" -> true;
              case "java.time.Clock" -> name.startsWith("system") || name.startsWith("tick");
              case "java.time.InstantSource" -> name.equals("system");
              case "java.time.ZoneId", "java.util.TimeZone" ->
                  name.equals("systemDefault") || name.equals("getDefault");
              default ->
                  owner.startsWith("java.time.")
                      && name.equals("now")
                      && target.getRawParameterTypes().stream()
                          .noneMatch(type -> type.getName().equals("java.time.Clock"));
            };
          });

  @Test
  void theCoreKnowsNoClientLibrary() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "dev.whichhop.model..",
            "dev.whichhop.knowledge..",
            "dev.whichhop.records..",
            "dev.whichhop.diagnosis..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "tools.jackson..",
            "com.fasterxml.jackson..",
            "picocli..",
            "java.net.http..",
            "software.amazon.awssdk..",
            "io.fabric8..")
        .check(WHICHHOP);
  }

  @Test
  void onlyAwsKnowsItsSdk() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.whichhop.aws..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("software.amazon.awssdk..")
        .check(WHICHHOP);
  }

  @Test
  void onlyAppReadsClockChanceOrEnvironment() {
    noClasses()
        .that(BELOW_APP)
        .should()
        .callCodeUnitWhere(callOf(READS_THE_MACHINE))
        .check(WHICHHOP);
  }

  @Test
  void onlyAppWritesToTheTerminalOrEndsTheProgram() {
    noClasses()
        .that(BELOW_APP)
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .orShould()
        .callMethod(System.class, "exit", int.class)
        .check(WHICHHOP);
  }

  /// Calls of the Kubernetes client that send nothing, or a GET: the client has no others here.
  private static final Set<String> CALLS_THAT_READ =
      Set.of(
          // Opening and closing.
          "<init>",
          "withConfig",
          "withHttpClientFactory",
          "build",
          "close",
          "getHttpClient",
          "autoConfigure",
          "fromKubeconfig",
          // A request without a method is a GET.
          "newHttpRequestBuilder",
          "uri",
          "consumeBytes",
          "code",
          "body",
          "consume",
          "cancel",
          "done",
          // The port-forward that the user allowed.
          "pods",
          "inNamespace",
          "withName",
          "portForward",
          "getLocalPort");

  @Test
  void theClusterIsOnlyRead() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.whichhop.fix..")
        .and()
        .haveSimpleNameNotStartingWith("ClusterAccess")
        .and()
        .haveSimpleNameNotStartingWith("Download")
        .and()
        .haveSimpleNameNotStartingWith("Kubeconfig")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.fabric8..")
        .check(WHICHHOP);
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.whichhop.fix..")
        .should()
        .callCodeUnitWhere(
            callOf(
                describe(
                    "could change something in a cluster",
                    target ->
                        target.getOwner().getName().startsWith("io.fabric8.")
                            && !CALLS_THAT_READ.contains(target.getName())
                            && !isAboutConfiguration(target))))
        .check(WHICHHOP);
  }

  @Test
  void oneClassWritesToAClusterAndOnlyFixUsesIt() {
    noClasses()
        .that()
        .resideInAPackage("dev.whichhop.fix..")
        .and()
        .haveSimpleNameNotStartingWith("ObjectAccess")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.fabric8..")
        .check(WHICHHOP);
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "dev.whichhop.fix..",
            "dev.whichhop.app.commands.fix..",
            "dev.whichhop.app.report.fix..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.whichhop.fix..")
        .check(WHICHHOP);
  }

  private static boolean isAboutConfiguration(CodeUnitCallTarget target) {
    return Set.of(
            "io.fabric8.kubernetes.client.Config",
            "io.fabric8.kubernetes.api.model.NamedContext",
            "io.fabric8.kubernetes.client.KubernetesClientException")
        .contains(target.getOwner().getName());
  }

  @Test
  void namesSayWhatAClassIs() {
    for (String filler : List.of("Util", "Utils", "Helper", "Helpers", "Manager", "Impl")) {
      ArchRule rule =
          classes()
              .that()
              .resideInAPackage("dev.whichhop..")
              .should()
              .haveSimpleNameNotEndingWith(filler)
              .because("STYLE: no Util, Helper, Manager, Impl");
      rule.check(WHICHHOP);
    }
  }

  private static DescribedPredicate<com.tngtech.archunit.core.domain.JavaCall<?>> callOf(
      DescribedPredicate<CodeUnitCallTarget> target) {
    return describe(target.getDescription(), call -> target.test(call.getTarget()));
  }
}
