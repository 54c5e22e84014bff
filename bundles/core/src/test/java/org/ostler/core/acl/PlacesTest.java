// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.acl;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ostler.api.acl.Phase;
import org.ostler.testing.peers.Peers;
import org.ostler.testing.peers.RequiresPeer;
import org.ostler.testing.peers.Run;

/**
 * Which word may stand in which list: the code as the table says, and the table as Exim says. Exim
 * tells only when it comes to the word; so each list is run, in sessions of {@code -bh}, with each
 * word in turn.
 */
class PlacesTest {
  @TempDir Path directory;

  @Test
  void theCodeIsAsTheTable() throws Exception {
    for (WordPlace place : WordPlace.all()) {
      boolean refused =
          place.name().equals("control")
              && !ControlWork.names().contains(place.argument().replaceFirst("/.*", ""));
      if (refused) {
        // Refused by name wherever it stands.
        continue;
      }
      assertThat(place.ofCode()).as(place.line()).isEqualTo(place.phases());
    }
  }

  @Test
  void theTableHasEveryWord() throws Exception {
    Set<String> words =
        WordPlace.all().stream().map(WordPlace::name).collect(Collectors.toUnmodifiableSet());
    assertThat(words).containsExactlyInAnyOrderElementsOf(Words.names());
    Set<String> controls =
        WordPlace.all().stream()
            .filter(place -> place.name().equals("control"))
            .map(place -> place.argument().replaceFirst("/.*", ""))
            .collect(Collectors.toSet());
    controls.add("queue_only"); // another name of queue
    controls.add("wellknown"); // in a list that this Exim does not have
    assertThat(controls).containsAll(ControlWork.names());
  }

  @RequiresPeer("exim4")
  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {
        "DKIM",
        "NOT_SMTP",
        "NOT_SMTP_START",
        "NOT_SMTP_MIME",
        "QUIT",
        "NOTQUIT",
        "WELLKNOWN"
      })
  void eximIsAsTheTable(Phase phase) throws Exception {
    List<WordPlace> places = WordPlace.all();
    Set<String> misplaced = new TreeSet<>();
    if (phase == Phase.CONNECT) {
      for (int i = 0; i < places.size(); i++) {
        judge(places, phase, i, "QUIT\r\n", misplaced);
      }
    } else {
      judge(places, phase, 0, script(phase, places.size()), misplaced);
    }
    Set<String> expected =
        places.stream()
            .filter(place -> !place.phases().contains(phase))
            .map(WordPlace::line)
            .collect(Collectors.toSet());
    assertThat(misplaced).isEqualTo(expected);
  }

  /** One session, whose lists have the words from {@code first} on, each time the next. */
  private void judge(
      List<WordPlace> places, Phase phase, int first, String script, Set<String> misplaced)
      throws Exception {
    // Exim gives its rights up for its own user's.
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
    Path file = directory.resolve("c" + first + ".conf");
    Files.writeString(file, configuration(places, phase, first), StandardCharsets.ISO_8859_1);
    Run run =
        Run.of(
            List.of(Peers.program("exim4").toString(), "-C", file.toString(), "-bh", "10.0.0.1"),
            Map.of(),
            script);
    String[] tries = run.errors().split("using ACL \"w", -1);
    for (int i = 1; i < tries.length; i++) {
      int number = Integer.parseInt(tries[i].substring(0, tries[i].indexOf('"')));
      if (tries[i].matches("(?s).*cannot (test|use|verify|check) .* in .*")) {
        misplaced.add(places.get(number).line());
      }
    }
    int runs = phase == Phase.CONNECT ? 1 : places.size();
    assertThat(tries.length - 1).as(phase + " ran; the end: " + end(run.errors())).isEqualTo(runs);
  }

  private static String end(String text) {
    return text.substring(Math.max(0, text.length() - 500));
  }

  private String configuration(List<WordPlace> places, Phase phase, int first) {
    StringBuilder text = new StringBuilder();
    String option = phase == Phase.PRDR ? "acl_smtp_data_prdr" : "acl_smtp_" + lower(phase);
    text.append(
        """
        primary_hostname = x.example
        spool_directory = DIRECTORY
        keep_environment =
        tls_advertise_hosts = *
        prdr_enable
        smtp_accept_max_nonmail_hosts =
        OPTION = check
        RCPT
        begin acl
        ok:
          accept
        check:
          warn set acl_c_n = ${if def:acl_c_n {${eval:$acl_c_n+1}}{FIRST}}
          deny acl = w$acl_c_n
        """
            .replace("OPTION", option)
            .replace("DIRECTORY", directory.toString())
            .replace("FIRST", "" + first)
            .replace("RCPT", phase == Phase.RCPT ? "" : "acl_smtp_rcpt = ok"));
    for (int i = 0; i < places.size(); i++) {
      text.append("w" + i + ":\n  warn " + places.get(i).line() + "\n  accept\n");
    }
    text.append(
        """
        begin authenticators
        plain:
          driver = plaintext
          public_name = PLAIN
          server_prompts = :
          server_condition = SERVER
        """
            .replace("SERVER", phase == Phase.AUTH ? "no" : "yes"));
    return text.toString();
  }

  private static String lower(Phase phase) {
    return phase.name().toLowerCase(Locale.ROOT);
  }

  /** So many commands that the list is run for. */
  private static String script(Phase phase, int times) {
    List<String> lines = new ArrayList<>();
    String mail = "MAIL FROM:<a@b.c>";
    String rcpt = "RCPT TO:<a@b.c>";
    String data = "DATA\r\nMime-Version: 1.0\r\nContent-Type: text/plain\r\n\r\nx\r\n.";
    for (int i = 0; i < times; i++) {
      switch (phase) {
        case HELO -> lines.add("EHLO me");
        case MAIL -> lines.addAll(List.of(mail, "RSET"));
        case RCPT -> lines.add(rcpt);
        case PREDATA -> lines.addAll(List.of(mail, rcpt, "DATA", "RSET"));
        case DATA, MIME -> lines.addAll(List.of(mail, rcpt, data));
        case PRDR -> lines.addAll(List.of(mail + " PRDR", rcpt, "RCPT TO:<b@b.c>", data));
        case MAILAUTH -> lines.addAll(List.of(mail + " AUTH=x@y.z", "RSET"));
        case AUTH -> lines.add("AUTH PLAIN AGEAYg==");
        case VRFY -> lines.add("VRFY a@b.c");
        case EXPN -> lines.add("EXPN a");
        case ETRN -> lines.add("ETRN #a");
        case STARTTLS -> lines.add("STARTTLS");
        default -> throw new IllegalArgumentException(phase.name());
      }
    }
    String before = phase == Phase.HELO ? "" : "EHLO me\r\n";
    before += phase == Phase.MAILAUTH ? "AUTH PLAIN AGEAYg==\r\n" : "";
    before += phase == Phase.RCPT ? mail + "\r\n" : "";
    return before + String.join("\r\n", lines) + "\r\nQUIT\r\n";
  }
}
