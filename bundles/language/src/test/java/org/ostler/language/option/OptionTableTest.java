// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.option;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ostler.api.expansion.Expandable;
import org.ostler.api.list.MatchList;
import org.ostler.api.option.Option;
import org.ostler.api.option.Settings;
import org.ostler.language.config.ConfigurationReader;
import org.ostler.language.config.ConfigurationText;
import org.ostler.language.config.Problem;
import org.ostler.language.text.EximJudge;

class OptionTableTest {
  private static final Option<Boolean> QUEUE_ONLY = Option.bool("queue_only", false);
  private static final Option<Boolean> PRDR = Option.bool("prdr_enable", true);
  private static final Option<Integer> MAX = Option.integer("smtp_accept_max", 20);
  private static final Option<Integer> RECEIVED = Option.integer("received_headers_max", 30);
  private static final Option<Long> SPACE = Option.size("check_spool_space", "10M");
  private static final Option<Long> RETURN_SIZE = Option.size("bounce_return_size_limit", "100K");
  private static final Option<Duration> FROZEN = Option.time("timeout_frozen_after", "0s");
  private static final Option<Duration> KEEP = Option.time("keep_malformed", "4d");
  private static final Option<Integer> LOAD = Option.fixed("queue_only_load", null);
  private static final Option<Integer> RESERVE = Option.fixed("smtp_load_reserve", null);
  private static final Option<String> SPOOL = Option.string("spool_directory", null);
  private static final Option<Expandable> BANNER =
      Option.expanded("smtp_banner", "$primary_hostname");
  private static final Option<List<String>> INTERFACES =
      Option.strings("local_interfaces", "<; ::0 ; 0.0.0.0");
  private static final Option<MatchList> LOOKUP_HOSTS = Option.hosts("host_lookup", null);
  private static final List<Option<?>> ALL =
      List.of(
          QUEUE_ONLY,
          PRDR,
          MAX,
          RECEIVED,
          SPACE,
          RETURN_SIZE,
          FROZEN,
          KEEP,
          LOAD,
          RESERVE,
          SPOOL,
          BANNER,
          INTERFACES,
          LOOKUP_HOSTS);
  private static final Option<Integer> MODE = Option.octal("mode", "0600");

  @TempDir Path directory;
  private final List<String> problems = new ArrayList<>();

  @BeforeEach
  void nothingIsWrongYet() {
    problems.clear();
  }

  private Settings main(String text) throws IOException {
    ConfigurationText read = read(text);
    OptionTable table =
        new OptionTable(
            "main option",
            ALL,
            new TextCompiler(),
            word ->
                word.startsWith("dmarc_")
                    ? Optional.of("install the feature dmarc")
                    : Optional.empty());
    return table.read("", read.main(), this::note);
  }

  private void note(Problem problem) {
    problems.add(problem.position().line() + ": " + problem.message());
  }

  private ConfigurationText read(String text) throws IOException {
    return ConfigurationReader.read(write(text), Map.of(), Map.of());
  }

  private Path write(String text) throws IOException {
    return Files.writeString(directory.resolve("test.conf"), text, StandardCharsets.ISO_8859_1);
  }

  @Test
  void typesValues() throws IOException {
    Settings settings =
        main(
            """
            queue_only
            not_prdr_enable
            smtp_accept_max = 0x10K
            received_headers_max = 0755
            check_spool_space = 3G
            timeout_frozen_after = 1w1d1h1m1s
            queue_only_load = 3.14159
            spool_directory = "/a\\tb\\x41\\101\\"\\q"
            smtp_banner = $x \\
                          y
            local_interfaces = <; ::1 ; 127.0.0.1
            host_lookup = *
            """);
    assertThat(problems).isEmpty();
    assertThat(settings.value(QUEUE_ONLY)).isTrue();
    assertThat(settings.value(PRDR)).isFalse();
    assertThat(settings.value(MAX)).isEqualTo(16384);
    assertThat(settings.value(RECEIVED)).isEqualTo(493);
    assertThat(settings.value(SPACE)).isEqualTo(3L << 30);
    assertThat(settings.value(FROZEN)).isEqualTo(Duration.ofSeconds(694_861));
    assertThat(settings.value(LOAD)).isEqualTo(3141);
    assertThat(settings.value(SPOOL)).isEqualTo("/a\tbAA\"q");
    assertThat(settings.value(BANNER).source()).isEqualTo("$x y");
    assertThat(settings.value(INTERFACES)).containsExactly("::1", "127.0.0.1");
    assertThat(settings.value(LOOKUP_HOSTS).source()).isEqualTo("*");
    assertThat(settings.isSet(MAX)).isTrue();
  }

  @Test
  void knowsDefaults() throws IOException {
    Settings settings = main("");
    assertThat(settings.value(PRDR)).isTrue();
    assertThat(settings.value(SPACE)).isEqualTo(10L << 20);
    assertThat(settings.find(SPOOL)).isEmpty();
    assertThat(settings.isSet(PRDR)).isFalse();
  }

  @Test
  void suggestsWhatWasMeant() throws IOException {
    main("smtp_acept_max = 3\ndmarc_status = x\nno_queue_olny\nzzz = 1\nlocal_interface = 1\n");
    assertThat(problems)
        .containsExactly(
            "1: main option \"smtp_acept_max\" unknown: did you mean \"smtp_accept_max\"?",
            "2: main option \"dmarc_status\" unknown: install the feature dmarc",
            "3: main option \"no_queue_olny\" unknown: did you mean \"no_queue_only\"?",
            "4: main option \"zzz\" unknown",
            "5: main option \"local_interface\" unknown: did you mean \"local_interfaces\"?");
  }

  @Test
  void joinsOptionsThatMayBeRepeated() throws IOException {
    List<Option<?>> options =
        List.of(
            Option.string("driver", null),
            Option.expanded("condition", null),
            Option.expanded("headers_add", null),
            Option.expanded("headers_remove", null),
            Option.expanded("set", null),
            MODE);
    ConfigurationText text =
        read(
            """
            begin routers
            x:
              driver = accept
              headers_add = a: b
              headers_add = c: d
              condition = a
              condition = "b"
              condition = c
              headers_remove = x:y
              headers_remove = <; z ; w:x
              set = a = 1
              set = b = 2; c = 3
              mode = 640
              driver = redirect
            """);
    OptionTable table =
        new OptionTable("option", options, new TextCompiler(), _ -> Optional.empty());
    Settings settings = table.read("x", text.routers().getFirst().assignments(), this::note);
    assertThat(options.stream().map(o -> OptionPrinter.line(o, settings, false)))
        .containsExactly(
            "driver = accept",
            "condition = ${if and{{bool_lax{${if and{{bool_lax{a}}{bool_lax{b}}}}}}{bool_lax{c}}}}",
            "headers_add = a: b\\nc: d",
            "headers_remove = x:y:z:w::x",
            "set = a = 1;b = 2;c = 3",
            "mode = 0640");
    assertThat(problems).containsExactly("14: \"driver\" option set for the second time");
  }

  @Test
  void expandedBooleanIsSetByItsNameAndClearedByItsNegation() throws IOException {
    Option<Expandable> more = Option.expanded("more", "true");
    Option<Expandable> unseen = Option.expanded("unseen", "false");
    OptionTable table =
        new OptionTable(
            "option", List.of(more, unseen, BANNER), new TextCompiler(), word -> Optional.empty());
    ConfigurationText read = read("no_more\nunseen\nno_smtp_banner\n");
    Settings settings = table.read("", read.main(), this::note);
    assertThat(settings.value(more).source()).isEqualTo("false");
    assertThat(settings.value(unseen).source()).isEqualTo("true");
    assertThat(problems).containsExactly("3: negation prefix applied to a non-boolean option");
  }

  @Test
  void printsAsEximDoes() throws IOException {
    EximJudge.assumePresent();
    String text =
        """
        queue_only
        no_prdr_enable
        smtp_accept_max = 1M
        received_headers_max = 2048
        check_spool_space = 2G
        bounce_return_size_limit = 1000000
        timeout_frozen_after = 90m
        queue_only_load = 3.5
        smtp_load_reserve = 3
        spool_directory = "/var/spool/exim4\\t\\x01 "
        smtp_banner = $primary_hostname \\
                      ESMTP
        local_interfaces = <; ::1
        hide host_lookup = *
        """;
    Settings settings = main(text);
    assertThat(problems).isEmpty();
    String[] asked = new String[ALL.size() + 1];
    asked[0] = "-bP";
    for (int i = 0; i < ALL.size(); i++) {
      asked[i + 1] = ALL.get(i).name();
    }
    List<String> exim =
        EximJudge.run(write(text), "", asked)
            .lines()
            .filter(l -> !l.contains("environment"))
            .toList();
    assertThat(ALL.stream().map(o -> OptionPrinter.line(o, settings, false)))
        .containsExactlyElementsOf(exim);
    assertThat(OptionPrinter.line(LOOKUP_HOSTS, settings, true))
        .isEqualTo("host_lookup = <value not displayable>");
    assertThat(OptionPrinter.line(LOAD, main(""), false)).isEqualTo("queue_only_load =");
  }
}
