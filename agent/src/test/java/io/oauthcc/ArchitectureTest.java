package io.oauthcc;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.elements.GivenClassesConjunction;
import io.oauthcc.config.Registration;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.Phaser;
import java.util.concurrent.locks.Condition;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The arrows between packages, as each {@code package-info.java} says them. */
final class ArchitectureTest {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.oauthcc");

  private static final String ASM = "net.bytebuddy.jar.asm..";
  private static final String SLF4J = "org.slf4j..";
  private static final String HTTP_CORE = "org.apache.hc.core5..";
  private static final String JACKSON = "com.fasterxml.jackson..";

  static Stream<Arguments> arrows() {
    return Stream.of(
        Arguments.of("target", new String[] {}),
        Arguments.of("config", new String[] {"io.oauthcc.target.."}),
        Arguments.of("log", new String[] {"io.oauthcc.config..", SLF4J}),
        Arguments.of("keys", new String[] {"io.oauthcc.config.."}),
        Arguments.of(
            "http",
            new String[] {
              "io.oauthcc.config..",
              "io.oauthcc.target..",
              "io.oauthcc.keys..",
              "io.oauthcc.time..",
              HTTP_CORE
            }),
        Arguments.of("time", new String[] {}),
        Arguments.of(
            "grant",
            new String[] {
              "io.oauthcc.config..",
              "io.oauthcc.target..",
              "io.oauthcc.keys..",
              "io.oauthcc.http..",
              "io.oauthcc.log..",
              "io.oauthcc.time..",
              JACKSON
            }),
        Arguments.of(
            "token",
            new String[] {
              "io.oauthcc.config..", "io.oauthcc.grant..", "io.oauthcc.log..", "io.oauthcc.time.."
            }),
        Arguments.of(
            "authorize",
            new String[] {
              "io.oauthcc.config..",
              "io.oauthcc.target..",
              "io.oauthcc.token..",
              "io.oauthcc.log..",
              "io.oauthcc.time.."
            }),
        Arguments.of(
            "weave",
            new String[] {
              "io.oauthcc.log..",
              ASM,
              // The clients that advice is written against, by their stubs.
              "sun.net.www..",
              "jdk.internal.net.http..",
              "okhttp3.."
            }),
        Arguments.of("agent", new String[] {}));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("arrows")
  void aPackageUsesOnlyWhatItsDescriptionNames(String name, String[] mayUse) {
    String self = "io.oauthcc." + name + "..";
    classes()
        .that()
        .resideInAPackage(self)
        .and(not(areAdvice()))
        .should()
        .onlyDependOnClassesThat(
            resideInAPackage(self)
                .or(resideInAnyOf(mayUse))
                .or(resideInAPackage("java.."))
                .or(resideInAPackage("javax.."))
                .or(resideInAPackage("org.jspecify.annotations")))
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  @Test
  void adviceKnowsTheWovenClientAndTheHookAlone() {
    classes()
        .that(areAdvice())
        .should()
        .onlyDependOnClassesThat(
            areAdvice()
                .or(
                    resideInAnyOf(
                        "java..",
                        "jdk.internal..",
                        "sun.net..",
                        "okhttp3..",
                        "net.bytebuddy.asm",
                        "net.bytebuddy.implementation.bytecode.assign",
                        "org.jspecify.annotations")))
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  @Test
  void onlyTheLogKnowsSlf4j() {
    noClassesOf("io.oauthcc..")
        .and()
        .resideOutsideOfPackage("io.oauthcc.log..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(SLF4J)
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  @Test
  void nothingUsesTheJvmsLogManager() {
    noClassesOf("io.oauthcc..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("java.util.logging..")
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  @Test
  void whatRunsAtEveryStartDoesWithoutCostlyPartsOfTheJdk() {
    noClasses()
        .that(
            resideInAnyOf("io.oauthcc.agent..", "io.oauthcc.config..", "io.oauthcc.target..")
                .or(isWeaveGate()))
        .should()
        .dependOnClassesThat(
            resideInAnyOf("java.nio.file..", "java.util.regex..", "java.util.stream.."))
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  @Test
  void whatAnswersWovenCodeHasNoMonitors() {
    noMethods()
        .that()
        .areDeclaredInClassesThat(
            resideInAnyOf("io.oauthcc.authorize..", "io.oauthcc.target..")
                .or(type(Registration.class)))
        .should()
        .haveModifier(JavaModifier.SYNCHRONIZED)
        .check(CLASSES);
  }

  /**
   * On a thread of a {@code ForkJoinPool} that runs other tasks of the application on top of the
   * one that waits, and adds threads to the pool. {@code Condition.await} is among it since 17.
   */
  @Test
  void aThreadOfTheApplicationWaitsByParkingAndNothingElse() {
    noClassesOf("io.oauthcc..")
        .should()
        .accessTargetWhere(waits(Future.class, "get", "join", "invoke", "invokeAll", "quietlyJoin"))
        .orShould()
        .accessTargetWhere(
            waits(ForkJoinPool.class, "managedBlock", "invoke", "invokeAll", "awaitQuiescence"))
        .orShould()
        .accessTargetWhere(waits(ExecutorService.class, "invokeAll", "invokeAny"))
        .orShould()
        .accessTargetWhere(waits(Phaser.class, "arriveAndAwaitAdvance", "awaitAdvance"))
        .orShould()
        .accessTargetWhere(waits(Condition.class, "await", "awaitUninterruptibly"))
        .check(CLASSES);
  }

  @Test
  void namesSayWhatAClassIs() {
    noClassesOf("io.oauthcc..")
        .should()
        .haveSimpleNameEndingWith("Util")
        .orShould()
        .haveSimpleNameEndingWith("Utils")
        .orShould()
        .haveSimpleNameEndingWith("Manager")
        .orShould()
        .haveSimpleNameEndingWith("Helper")
        .orShould()
        .haveSimpleNameEndingWith("Impl")
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  private static GivenClassesConjunction noClassesOf(String packages) {
    return noClasses().that().resideInAPackage(packages);
  }

  private static DescribedPredicate<JavaClass> resideInAnyOf(String... packages) {
    return JavaClass.Predicates.resideInAnyPackage(packages);
  }

  private static DescribedPredicate<JavaClass> areAdvice() {
    return resideInAPackage("io.oauthcc.weave..").and(simpleNameEndingWith("Advice"));
  }

  private static DescribedPredicate<JavaAccess<?>> waits(Class<?> type, String... methods) {
    Set<String> names = Set.of(methods);
    return describe(
        "waits by " + type.getSimpleName() + " " + names,
        access -> access.getTargetOwner().isAssignableTo(type) && names.contains(access.getName()));
  }

  private static DescribedPredicate<JavaClass> isWeaveGate() {
    return resideInAPackage("io.oauthcc.weave..").and(simpleNameEndingWith("Gate"));
  }
}
