// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.acl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ostler.language.config.Problem;

class AclErrorsTest {
  private static final Path EXIM = Path.of("/usr/sbin/exim4");

  @TempDir Path directory;

  record Case(String text, String message) {
    @Override
    public String toString() {
      return text.replace("\n", " | ");
    }
  }

  static Stream<Case> cases() throws IOException {
    try (InputStream in = AclErrorsTest.class.getResourceAsStream("/acl/errors.txt")) {
      String all =
          new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.ISO_8859_1);
      return Arrays.stream(all.split("\n\n"))
          .filter(block -> block.contains("\n> "))
          .map(block -> block.split("\n> ", 2))
          .map(parts -> new Case(parts[0], parts[1].strip()));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void eximStillSaysSo(Case error) throws Exception {
    assumeTrue(Files.isExecutable(EXIM), "exim4 is not installed");
    Path file = write("keep_environment =\nbegin acl\na:\n" + error.text() + "\n");
    Process exim =
        new ProcessBuilder(EXIM.toString(), "-C", file.toString(), "-bV")
            .redirectErrorStream(true)
            .start();
    exim.getOutputStream().close();
    String output = new String(exim.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    assertThat(output).contains("error in ACL: " + error.message() + "\n");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void ostlerSaysTheSame(Case error) throws Exception {
    assertThat(problems("begin acl\na:\n" + error.text() + "\n"))
        .containsExactly("error in ACL: " + error.message());
  }

  @Test
  void allErrorsAreToldWithTheirLines() throws Exception {
    AclHouse house = new AclHouse("");
    house.configure(
        write("begin acl\na:\n accept foo = 1\n hosts x\nb:\n deny\n endpass\n"), false);
    assertThat(house.problems)
        .extracting(problem -> problem.position().line())
        .containsExactly(3, 4, 7);
  }

  @Test
  void argumentsWithoutVariablesAreJudgedBeforeAnyMail() throws Exception {
    assertThat(
            problems(
                "begin acl\n"
                    + "a:\n"
                    + " warn delay = soon\n"
                    + "  verify = nonsense\n"
                    + "  ratelimit = x\n"
                    + "  control = foo\n"))
        .hasSize(4)
        .anyMatch(text -> text.contains("\"soon\" is not a time value"))
        .anyMatch(text -> text.contains("at start of ACL condition \"verify nonsense\""))
        .anyMatch(text -> text.contains("error in arguments to \"ratelimit\" condition"))
        .anyMatch(text -> text.contains("syntax error in \"control=foo\""));
  }

  @Test
  void wordsInTheWrongListAreToldAtOnceEvenInListsThatItCalls() throws Exception {
    assertThat(
            problems(
                "acl_smtp_data = d\n"
                    + "acl_smtp_helo = h\n"
                    + "begin acl\n"
                    + "d:\n"
                    + " accept acl = sub\n"
                    + "sub:\n"
                    + " deny domains = x\n"
                    + "h:\n"
                    + " accept control = freeze\n"))
        .containsExactlyInAnyOrder(
            "error in ACL: cannot test domains condition in DATA ACL (acl_smtp_data)",
            "error in ACL: cannot use \"control=freeze\" in EHLO or HELO ACL (acl_smtp_helo)");
  }

  @Test
  void aListThatIsNotThereIsToldAtOnce() throws Exception {
    assertThat(problems("acl_smtp_rcpt = nosuch\n"))
        .containsExactly("acl_smtp_rcpt: unknown ACL verb \"nosuch\" in \"nosuch\"");
  }

  @Test
  void wordsOfFeaturesSayWhatToInstall() throws Exception {
    assertThat(problems("begin acl\na:\n accept dmarc_status = accept\n  malware = *\n"))
        .containsExactly(
            "error in ACL: dmarc_status: install the feature dmarc",
            "error in ACL: unknown ACL condition/modifier in \"malware = *\"");
  }

  private List<String> problems(String configuration) throws IOException {
    AclHouse house = new AclHouse("");
    house.configure(write(configuration), false);
    List<String> messages = new ArrayList<>();
    for (Problem problem : house.problems) {
      messages.add(problem.message());
    }
    return messages;
  }

  private Path write(String text) throws IOException {
    return Files.writeString(directory.resolve("conf"), text, StandardCharsets.ISO_8859_1);
  }
}
