// SPDX-License-Identifier: Apache-2.0
package org.ostler.itests.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.ostler.api.mail.MailView;
import org.ostler.api.option.Settings;

/** The floors of the house: api, then language, then core; everything else stands on api alone. */
class FloorsTest {
  /** What a module may know beside itself and {@code org.ostler.api}. */
  private static final Map<String, List<String>> MORE =
      Map.of(
          "core", List.of("org.ostler.language"),
          "karaf-features", List.of("org.ostler.karaf.jdk25"));

  private static JavaClasses all;

  @BeforeAll
  static void readClasses() throws IOException {
    all = new ClassFileImporter().importPaths(Sources.classes());
    assertThat(all).isNotEmpty();
  }

  @TestFactory
  Stream<DynamicTest> modulesKnowWhatLiesBelowThemOnly() throws IOException {
    return Sources.modules().stream()
        .map(module -> DynamicTest.dynamicTest(module, () -> knowsOnlyWhatLiesBelow(module)));
  }

  @TestFactory
  Stream<DynamicTest> packagesOfAModuleFormATree() throws IOException {
    return Sources.modules().stream()
        .map(
            module ->
                DynamicTest.dynamicTest(
                    module,
                    () ->
                        slices()
                            .matching(packageOf(module) + ".(**)")
                            .should()
                            .beFreeOfCycles()
                            // The vocabulary of the contracts: mail is seen with the settings that
                            // hold for it, and a
                            // setting may be an expansion, which is done in view of mail.
                            .ignoreDependency(MailView.class, Settings.class)
                            .allowEmptyShould(true)
                            .check(all)));
  }

  @Test
  void onlyTheContainersOwnBundlesKnowKaraf() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.ostler.karaf..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.karaf..")
        .check(all);
  }

  private static void knowsOnlyWhatLiesBelow(String module) {
    String own = packageOf(module);
    List<String> more = MORE.getOrDefault(module, List.of());
    DescribedPredicate<JavaClass> forbidden =
        DescribedPredicate.describe(
            "of Ostler beside " + own + ", org.ostler.api and " + more,
            c ->
                inside(c, "org.ostler")
                    && !inside(c, own)
                    && !inside(c, "org.ostler.api")
                    && more.stream().noneMatch(m -> inside(c, m)));
    noClasses()
        .that()
        .resideInAPackage(own + "..")
        .should()
        .dependOnClassesThat(forbidden)
        .allowEmptyShould(true)
        .check(all);
  }

  private static boolean inside(JavaClass type, String packageName) {
    return type.getPackageName().equals(packageName)
        || type.getPackageName().startsWith(packageName + ".");
  }

  private static String packageOf(String module) {
    return "org.ostler." + String.join(".", Arrays.asList(module.split("-")));
  }
}
