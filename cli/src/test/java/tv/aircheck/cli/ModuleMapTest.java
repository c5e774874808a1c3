package tv.aircheck.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Who may know whom, and how wide a class may be. The map is the one in docs/ARCHITECTURE.md. */
class ModuleMapTest {
  private static final JavaClasses PRODUCT =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .withImportOption(location -> !location.contains("/testkit"))
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages("tv.aircheck");

  private static final int MOST_FIELDS = 12;
  private static final int MOST_METHODS = 40;

  /** A module and the modules of ours that it may use. */
  private static final Map<String, Set<String>> USES =
      Map.ofEntries(
          Map.entry("flv", Set.of()),
          Map.entry("rtmp", Set.of("flv")),
          Map.entry("relay", Set.of("flv")),
          Map.entry("segmenter", Set.of("flv")),
          Map.entry("storage", Set.of()),
          Map.entry("index", Set.of()),
          Map.entry("origin", Set.of("rtmp", "relay", "flv")),
          Map.entry("relaytap", Set.of("relay", "flv")),
          Map.entry(
              "recorder", Set.of("relaytap", "relay", "segmenter", "storage", "index", "flv")),
          Map.entry("playback", Set.of("flv", "rtmp", "storage", "index")),
          Map.entry("web", Set.of("playback", "index")));

  @TestFactory
  Stream<DynamicTest> aModuleUsesOnlyWhatItsRowNames() {
    return USES.entrySet().stream()
        .map(
            row ->
                DynamicTest.dynamicTest(
                    row.getKey(),
                    () ->
                        noClasses()
                            .that()
                            .resideInAPackage(inside(row.getKey()))
                            .should()
                            .dependOnClassesThat()
                            .resideInAnyPackage(othersThan(row.getKey(), row.getValue()))
                            .check(PRODUCT)));
  }

  private static String inside(String module) {
    return "tv.aircheck." + module + "..";
  }

  private static String[] othersThan(String module, Set<String> uses) {
    return Stream.concat(USES.keySet().stream(), Stream.of("cli"))
        .filter(other -> !other.equals(module) && !uses.contains(other))
        .map(ModuleMapTest::inside)
        .toArray(String[]::new);
  }

  @Test
  void socketsStayWhereTheyBelong() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            inside("rtmp"),
            inside("relay"),
            inside("origin"),
            inside("relaytap"),
            inside("playback"),
            inside("web"),
            inside("cli"))
        .should()
        .dependOnClassesThat(speakToTheNetwork())
        .because("Netty beyond its buffers is for those who speak to the network")
        .check(PRODUCT);
  }

  /** An address is a value: {@link java.net.URI} opens nothing. */
  private static DescribedPredicate<JavaClass> speakToTheNetwork() {
    return JavaClass.Predicates.resideInAnyPackage(
            "io.netty.channel..", "io.netty.handler..", "java.net..")
        .and(DescribedPredicate.not(JavaClass.Predicates.equivalentTo(java.net.URI.class)));
  }

  @Test
  void sqlIsTheIndexesOwn() {
    noClasses()
        .that()
        .resideOutsideOfPackage(inside("index"))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.sql..", "org.jdbi..", "org.sqlite..", "org.flywaydb..")
        .check(PRODUCT);
  }

  @Test
  void theAwsSdkIsSeenByOnePackageOnly() {
    noClasses()
        .that()
        .resideOutsideOfPackage("tv.aircheck.storage.s3..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("software.amazon..")
        .check(PRODUCT);
  }

  @Test
  void quartzIsSeenByOnePackageOnly() {
    noClasses()
        .that()
        .resideOutsideOfPackage("tv.aircheck.recorder.jobs..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.quartz..")
        .check(PRODUCT);
  }

  /** The server has none of it on its class path. */
  @Test
  void ffmpegIsSeenByTheProgramThatDecodesOnly() {
    noClasses()
        .that()
        .resideOutsideOfPackage("tv.aircheck.playback.pictures.child..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.bytedeco..")
        .check(PRODUCT);
  }

  @Test
  void theWorldIsInjected() {
    noClasses()
        .that()
        .resideOutsideOfPackage(inside("cli"))
        .should()
        .callMethodWhere(readsTheWorld())
        .because("clock, waiting and chance come from the place that wires: cli")
        .check(PRODUCT);
  }

  private static DescribedPredicate<JavaAccess<?>> readsTheWorld() {
    List<String> calls =
        List.of(
            "java.lang.System.currentTimeMillis",
            "java.time.Instant.now",
            "java.lang.Thread.sleep",
            "java.lang.Math.random");
    return DescribedPredicate.describe(
        "reads the clock, sleeps or throws dice",
        access -> calls.contains(access.getTarget().getOwner().getName() + "." + access.getName()));
  }

  @Test
  void classesStayNarrow() {
    classes()
        .that()
        .areNotEnums()
        .should(
            new ArchCondition<>("have few fields and methods") {
              @Override
              public void check(JavaClass type, ConditionEvents events) {
                long fields =
                    type.getFields().stream().filter(ModuleMapTest::countsAsField).count();
                long methods =
                    type.getMethods().stream()
                        .filter(method -> !method.getModifiers().contains(JavaModifier.SYNTHETIC))
                        .count();
                if (fields > MOST_FIELDS && !EXCEPTIONS.containsKey(type.getName())) {
                  events.add(
                      SimpleConditionEvent.violated(type, type.getName() + ": fields " + fields));
                }
                if (methods > MOST_METHODS && !type.isRecord()) {
                  events.add(
                      SimpleConditionEvent.violated(type, type.getName() + ": methods " + methods));
                }
              }
            })
        .check(PRODUCT);
  }

  /** Wider than the limit, and why. */
  private static final Map<String, String> EXCEPTIONS =
      Map.of(
          "tv.aircheck.cli.config.Config", "a component for each group of the settings' file",
          "tv.aircheck.web.json.BroadcastJson", "a component for each field that is answered");

  private static boolean countsAsField(JavaField field) {
    return !field.getModifiers().contains(JavaModifier.STATIC)
        && !field.getModifiers().contains(JavaModifier.SYNTHETIC);
  }
}
