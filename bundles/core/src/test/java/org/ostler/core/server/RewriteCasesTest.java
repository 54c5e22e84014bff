// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ostler.api.command.Command;
import org.ostler.api.command.Invocation;
import org.ostler.testing.peers.RequiresPeer;
import org.ostler.testing.peers.Run;

/**
 * Rewriting as Exim 4.96 does it: {@code -brw}, and the fields of messages. With OSTLER_RECORD in
 * the environment Exim's answers are written into the tables anew.
 */
class RewriteCasesTest {
  private static final Path TABLES = Path.of("src/test/resources/rewrite");
  private static final Pattern ID = Pattern.compile("\\w{6}-\\w{6,11}-\\w{2,4}\\b");
  private static final Pattern ADDRESSES =
      Pattern.compile("\\d{3}[^*] ((?:Resent-)?(?:From|To|Cc|Bcc|Reply-To|Sender):.*)");

  private static final String RULES_OF_SESSIONS =
      """
      primary_hostname = mail.example
      queue_only
      acl_smtp_rcpt = accept
      begin rewrite
      \\N^<some\\s(.*)>$\\N  "<some$1@smtp.example>" S
      \\N^(.*)!(.*)$\\N    $2@$1 S
      """;

  private static final String RULES_OF_HOSTILE_FIELDS =
      """
      primary_hostname = mail.example
      queue_only
      begin rewrite
      *@one.example  $1@two.example
      """;

  private static final String RULES_OF_TRANSPORTS =
      """
      primary_hostname = mail.example
      begin routers
      all:
        driver = accept
        transport = file
      begin transports
      file:
        driver = appendfile
        file = DATA/mbox
        user = root
        headers_rewrite = a@b.example hidden@b.example f : c@d.example hidden@d.example f
      """;

  @TempDir Path data;

  @BeforeEach
  void files() throws IOException {
    Files.writeString(data.resolve("domains"), "foo.example: data\n*.par.example: 3\n");
    Files.writeString(data.resolve("whole"), "whole.example: data\n");
    Files.writeString(data.resolve("addresses"), "who@ex.example: datum\n");
    Files.writeString(data.resolve("split"), "lp.example: joe : ^a.b\n");
  }

  @Test
  void showsWhatRulesMakeOfAddresses() throws Exception {
    try (MailServer server = server()) {
      for (RewriteCase each : table("brw.txt")) {
        assertThat(ours(server, List.of("-brw", each.asked()), ""))
            .as(each.asked())
            .isEqualTo(each.answer());
      }
    }
  }

  @Test
  void rewritesArgumentsOfMailAndRcptBeforeTheyAreRead() throws Exception {
    try (MailServer server = server(RULES_OF_SESSIONS)) {
      String talk =
          "EHLO x\r\nMAIL FROM:<some body> SIZE=10\r\nRCPT TO:b!a\r\nRCPT TO:<c@d.example>\r\n"
              + "DATA\r\nTo: a@b.example\r\n\r\nx\r\n.\r\nQUIT\r\n";
      assertThat(ours(server, List.of("-bs"), talk)).contains("250 OK id=");
      String id = id(ours(server, List.of("-bp"), ""));
      assertThat(ours(server, List.of("-Mvh", id), ""))
          .contains("\n<somebody@smtp.example>\n", "\na@b\n", "\nc@d.example\n");
    }
  }

  @Test
  void transportsRewriteTheirCopyOfTheFields() throws Exception {
    try (MailServer server = server(RULES_OF_TRANSPORTS)) {
      server.queue().start(server.deliverer());
      String message = "From: a@b.example\nTo: \"C\" <c@d.example>\n\nbody\n";
      ours(server, List.of("-bm", "-odf", "-f", "a@b.example", "c@d.example"), message);
      assertThat(Files.readString(data.resolve("mbox")))
          .contains("From: hidden@b.example\n", "To: \"C\" <c@d.example>\n");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a@b.example | missing rewrite replacement string",
        "a@b.example x@y z | unknown rewrite flag character 'z' (could be missing quotes round"
            + " replacement item)",
        "a@b.example x@y S | rewrite rule has the S flag but is not a regular expression",
      })
  void wrongRulesAreToldAsByExim(String rule, String problem) {
    assertThatThrownBy(() -> server("begin rewrite\n" + rule + "\n").close())
        .hasMessageContaining(problem);
  }

  /** Fields as large as header_maxsize lets in, of all that a reader may stumble over. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "[",
        "a[,",
        "(",
        "<",
        "\"",
        "a@one.example,",
        "a:",
        "@a,",
        "\\",
        "(\"",
        "x ",
        "\0"
      })
  @Timeout(120)
  void endsOnHostileFields(String piece) throws Exception {
    try (MailServer server = server(RULES_OF_HOSTILE_FIELDS)) {
      String field = "To: " + piece.repeat(400_000 / piece.length());
      ours(server, List.of("-bm", "-odq", "-f", "a@b.example", "c@d.example"), field + "\n\nx\n");
      assertThat(ours(server, List.of("-bpc"), "")).isEqualTo("1");
    }
  }

  /** Exim 4.96 dies of it. */
  @Test
  void rewritesSendersToTheNullReversePath() throws Exception {
    try (MailServer server = server()) {
      assertThat(ours(server, List.of("-brw", "me@null.example"), ""))
          .contains("\nenv-from: <>\n", "\n    from: me@null.example\n")
          .endsWith(
              "LOG Rewrite of me@null.example yielded unparseable address:"
                  + " missing or malformed local part in address <>");
    }
  }

  @Test
  void rewritesEnvelopesAndFields() throws Exception {
    try (MailServer server = server()) {
      for (RewriteCase each : table("headers.txt")) {
        String message = String.join("\n", each.input()) + "\n\nbody\n";
        String told = ours(server, words("-odq", each), message);
        String id = id(ours(server, List.of("-bp"), "") + told);
        assertThat(shown(ours(server, List.of("-Mvh", id), "")))
            .as(message)
            .isEqualTo(each.answer());
        ours(server, List.of("-Mrm", id), "");
      }
    }
  }

  @Test
  @RequiresPeer("exim4")
  void eximShowsTheSame() throws Exception {
    StringBuilder recorded = new StringBuilder();
    for (RewriteCase each : table("brw.txt")) {
      judge(each, exim(List.of("-brw", each.asked()), ""), recorded);
    }
    record("brw.txt", recorded);
  }

  @Test
  @RequiresPeer("exim4")
  void eximRewritesTheSame() throws Exception {
    Files.createDirectories(data.resolve("input"));
    StringBuilder recorded = new StringBuilder();
    for (RewriteCase each : table("headers.txt")) {
      String told = exim(words("-odq", each), String.join("\n", each.input()) + "\n\nbody\n");
      String id = id(exim(List.of("-bp"), "") + told);
      judge(each, shown(exim(List.of("-Mvh", id), "")), recorded);
      exim(List.of("-Mrm", id), "");
    }
    record("headers.txt", recorded);
  }

  private static void judge(RewriteCase each, String answer, StringBuilder recorded) {
    if (System.getenv("OSTLER_RECORD") == null) {
      assertThat(answer).as(each.asked() + each.input()).isEqualTo(each.answer());
    }
    recorded.append(each.with(answer));
  }

  private static void record(String name, StringBuilder recorded) throws IOException {
    if (System.getenv("OSTLER_RECORD") != null) {
      String old = Files.readString(TABLES.resolve(name), StandardCharsets.ISO_8859_1);
      String comments = old.substring(0, Math.max(0, old.indexOf("> ")));
      Files.writeString(TABLES.resolve(name), comments + recorded, StandardCharsets.ISO_8859_1);
    }
  }

  /** The case asks with sender and recipient. */
  private static List<String> words(String how, RewriteCase each) {
    String[] path = each.asked().split(" ");
    return List.of(how, "-f", path[0], path[1]);
  }

  private static List<RewriteCase> table(String name) throws IOException {
    return RewriteCase.of(Files.readString(TABLES.resolve(name), StandardCharsets.ISO_8859_1));
  }

  private static String id(String listing) {
    Matcher id = ID.matcher(listing);
    return id.find() ? id.group() : fail("no message: " + listing);
  }

  /** The envelope, and the fields that have addresses. */
  private static String shown(String head) {
    List<String> shown = new ArrayList<>();
    boolean inField = false;
    String[] parts = head.split("\n\n", 2);
    List<String> envelope = parts[0].lines().toList();
    shown.add(
        envelope.stream().filter(line -> line.startsWith("<")).findFirst().orElse("")
            + " "
            + envelope.getLast());
    for (String line : parts.length < 2 ? List.<String>of() : parts[1].lines().toList()) {
      Matcher field = ADDRESSES.matcher(line);
      boolean starts = line.matches("\\d{3}. .*");
      inField = starts ? field.matches() : inField;
      if (inField) {
        shown.add(starts ? field.group(1) : line);
      }
    }
    return String.join("\n", shown).strip();
  }

  private MailServer server() throws Exception {
    return server(configuration(""));
  }

  private MailServer server(String configuration) throws Exception {
    Path file = data.resolve("ostler.conf");
    Files.writeString(
        file, configuration.replace("DATA", data.toString()), StandardCharsets.ISO_8859_1);
    return PlainServer.of(data, file);
  }

  private static final Set<String> FORMS = Set.of("-odq");

  private String ours(MailServer server, List<String> words, String input) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream errors = new ByteArrayOutputStream();
    List<String> all = new ArrayList<>(words);
    if (FORMS.contains(words.getFirst())) {
      all.addFirst("-bm");
    }
    for (Command command : server.commands()) {
      if (command.words().contains(all.getFirst())) {
        InputStream in = new ByteArrayInputStream(input.getBytes(StandardCharsets.ISO_8859_1));
        command.run(new Call(all, in, out, errors, Path.of("/"), "root"));
        return answer(
            out.toString(StandardCharsets.ISO_8859_1),
            errors.toString(StandardCharsets.ISO_8859_1));
      }
    }
    return fail("no command has the word " + all.getFirst());
  }

  private String exim(List<String> words, String input) throws Exception {
    Path file = data.resolve("exim.conf");
    Files.writeString(
        file,
        configuration(
            "exim_user = root\n"
                + "exim_group = root\n"
                + "never_users =\n"
                + "keep_environment =\n"
                + "log_file_path = DATA/log-%s"),
        StandardCharsets.ISO_8859_1);
    List<String> command = new ArrayList<>(List.of("/usr/sbin/exim4", "-C", file.toString()));
    command.addAll(words);
    Run run = Run.of(command, Map.of(), input);
    return answer(run.output(), run.errors());
  }

  /** What was printed, then the lines for the log, each once and without its time. */
  private static String answer(String output, String errors) {
    Set<String> lines = new LinkedHashSet<>();
    errors
        .lines()
        .map(line -> line.replaceFirst("^\\d{4}-\\S+ \\S+ (\\w{6}-\\S+ )?", ""))
        .forEach(line -> lines.add("LOG " + line));
    return (output + String.join("\n", lines)).replace("\r", "").strip();
  }

  private String configuration(String more) throws IOException {
    return Files.readString(TABLES.resolve("rules.conf"), StandardCharsets.ISO_8859_1)
        .replace("EXIM", more)
        .replace("DATA", data.toString());
  }

  private record Call(
      List<String> arguments,
      InputStream input,
      OutputStream output,
      OutputStream errors,
      Path directory,
      String user)
      implements Invocation {}
}
