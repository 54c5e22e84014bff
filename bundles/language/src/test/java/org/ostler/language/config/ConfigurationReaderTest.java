// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ostler.language.expansion.ListKind;

class ConfigurationReaderTest {
  @TempDir Path directory;

  private ConfigurationText read(String text) throws IOException {
    return read(text, Map.of(), Map.of());
  }

  private ConfigurationText read(
      String text, Map<String, String> commandLine, Map<String, String> predefined)
      throws IOException {
    return ConfigurationReader.read(write("main.conf", text), commandLine, predefined);
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text, StandardCharsets.ISO_8859_1);
  }

  private static List<String> values(ConfigurationText text) {
    return text.main().stream().map(a -> a.name() + "=" + a.value()).toList();
  }

  @Test
  void takesTheSectionsApart() throws IOException {
    ConfigurationText text =
        read(
            """
            primary_hostname = a.example
            hide domainlist local = a : b
            hostlist relay = "10.0.0.0/8 : \\x31.2.3.4"
            queue_only
            begin retry
            * * F,1h,5m
            begin acl
            check_rcpt:
              accept hosts = :
              deny message = no \\
                             way
            begin routers
            first:
              driver = accept
              transport = local
            begin transports
            local:
              driver = appendfile
            begin rewrite
            *@a.example $1@b.example
            begin authenticators
            plain:
              driver = plaintext
            """);
    assertThat(text.problems()).isEmpty();
    assertThat(values(text)).containsExactly("primary_hostname=a.example", "queue_only=null");
    assertThat(text.lists())
        .extracting(
            NamedListText::kind, NamedListText::name, NamedListText::text, NamedListText::hidden)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(ListKind.DOMAIN, "local", "a : b", true),
            org.assertj.core.groups.Tuple.tuple(
                ListKind.HOST, "relay", "10.0.0.0/8 : 1.2.3.4", false));
    assertThat(text.acls().get("check_rcpt"))
        .extracting(Line::text)
        .containsExactly("accept hosts = :", "deny message = no way");
    assertThat(text.acls().get("check_rcpt"))
        .extracting(l -> l.position().line())
        .containsExactly(9, 10);
    assertThat(text.routers().getFirst().assignments())
        .extracting(Assignment::value)
        .containsExactly("accept", "local");
    assertThat(text.transports()).extracting(Block::name).containsExactly("local");
    assertThat(text.authenticators()).extracting(Block::name).containsExactly("plain");
    assertThat(text.retry()).extracting(Line::text).containsExactly("* * F,1h,5m");
    assertThat(text.rewrite()).extracting(Line::text).containsExactly("*@a.example $1@b.example");
  }

  @Test
  void replacesMacrosInOrderOfDefinition() throws IOException {
    ConfigurationText text =
        read(
            """
            ABC = one TWO
            TWO = two ABC
            AB == x
            AB = y
            value = ABC-AB
            ABC == ABC again
            value = ABC
            """);
    assertThat(values(text))
        .containsExactly("value=one two one TWO-y", "value=one two one two one TWO again");
    assertThat(text.problems())
        .extracting(Problem::toString)
        .containsExactly(
            directory.resolve("main.conf") + ":3: can't redefine an undefined macro \"AB\"");
    assertThat(text.macros()).containsEntry("AB", "y");
  }

  @Test
  void commandLineMacrosWinAndPredefinedOnesAreFound() throws IOException {
    ConfigurationText text =
        read(
            "XX = file\n"
                + "XX == again\n"
                + "value = XX _HAVE_TLS_CA\n"
                + ".ifdef _HAVE_TLS\n"
                + "tls = yes\n"
                + ".endif\n",
            Map.of("XX", "line"),
            Map.of("_HAVE_TLS", "y", "_HAVE_TLS_CA", "longer"));
    assertThat(values(text)).containsExactly("value=line longer", "tls=yes");
    assertThat(text.problems()).isEmpty();
  }

  @Test
  void conditionalsNest() throws IOException {
    ConfigurationText text =
        read(
            """
            YES = 1
            .ifdef NO
            a = 1
              .ifdef YES
            b = 1
              .else
            c = 1
              .endif
            .elifdef YES
            d = 1
              .ifndef YES
            e = 1
              .elifndef NO
            f = 1
              .else
            g = 1
              .endif
            .elifdef YES
            h = 1
            .else of all
            i = 1
            .endif of all
            .ifdef\tYES
            j = 1
            .endif
            """);
    assertThat(text.problems()).isEmpty();
    assertThat(values(text)).containsExactly("d=1", "f=1", "j=1");
  }

  @Test
  void continuationSkipsCommentsAndEndsAtAnEmptyLine() throws IOException {
    ConfigurationText text =
        read(
            "a = x \\  \n"
                + "  # a comment\n"
                + "   y \\\n"
                + ".ifdef NO\n"
                + " n \\\n"
                + ".endif\n"
                + "  z\\\n\n"
                + "b = # no comment\n"
                + "c = end \\");
    assertThat(values(text)).containsExactly("a=x y z", "b=# no comment", "c=end");
  }

  @Test
  void includesInTheMiddleOfALine() throws IOException {
    write("part", "b : \\\n c : \\\n");
    write("other", "included = yes\nbad line\n");
    ConfigurationText text =
        read(
            "list = a : \\\n .include part\n d\n.include \""
                + directory.resolve("other")
                + "\"\nlast = 1\n");
    assertThat(values(text)).containsExactly("list=a : b : c : d", "included=yes", "last=1");
    assertThat(text.problems())
        .extracting(Problem::toString)
        .containsExactly(directory.resolve("other") + ":2: missing \"=\" after bad");
  }

  @Test
  void includeOfItselfEnds() throws IOException {
    ConfigurationText text = read("a = 1\n.include main.conf\n");
    assertThat(text.problems()).hasSize(1);
    assertThat(text.problems().getFirst().message())
        .startsWith("includes are nested too deeply (more than 64)");
  }

  @Test
  void macrosThatDoubleEachOtherEnd() throws IOException {
    StringBuilder text = new StringBuilder("M_ = x\n");
    text.append("M_ == M_ M_\n".repeat(40)).append("value = M_\n");
    ConfigurationText read = read(text.toString());
    assertThat(read.problems()).isNotEmpty();
    assertThat(read.problems().getFirst().message())
        .startsWith("the line is too long after macro replacement");
  }

  @Test
  void goesOnAfterEachProblem() throws IOException {
    ConfigurationText text =
        read("=x\nfine = 1\n.else\nbegin nothing\nx\nbegin acl\nlost\na:\n accept\n");
    assertThat(text.problems()).extracting(p -> p.position().line()).containsExactly(1, 3, 4, 7);
    assertThat(text.acls()).containsOnlyKeys("a");
  }

  @Test
  void octetsPassThrough() throws IOException {
    ConfigurationText text = read("a = \u00c3\u00a4\u00ff\u0000\u0085x\n");
    assertThat(text.main().getFirst().value()).isEqualTo("\u00c3\u00a4\u00ff\u0000\u0085x");
  }

  @Test
  void missingFileIsToldInOneSentence() {
    assertThatThrownBy(
            () -> ConfigurationReader.read(directory.resolve("none"), Map.of(), Map.of()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("No such file or directory");
  }

  @Test
  void readsDebiansConfiguration() throws IOException {
    Path debian = Path.of("/var/lib/exim4/config.autogenerated");
    Assumptions.assumeTrue(
        Files.isReadable(debian), "exim4-config is not installed or not readable");
    ConfigurationText text = ConfigurationReader.read(debian, Map.of(), Map.of("_HAVE_TLS", "y"));
    assertThat(text.problems()).isEmpty();
    assertThat(text.acls()).containsKey("acl_check_rcpt");
    assertThat(text.routers()).extracting(Block::name).contains("hubbed_hosts", "local_user");
    assertThat(text.retry()).hasSize(1);
  }
}
