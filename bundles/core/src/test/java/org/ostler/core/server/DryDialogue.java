// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A dialogue under {@code -bh}: a name, sections {@code === main}, {@code === acl} and {@code ===
 * in} that go in, and {@code === out} (replies) and {@code === err} (trace and log lines) that were
 * read off Exim. A section {@code === from} names another host than the usual one, {@code ===
 * options} has the trace of lists that are options compared too. A section {@code === ours} says
 * why Ostler answers otherwise, and its {@code === our out} or {@code === our err} what it answers.
 *
 * @param file where it stands
 * @param name what it is about
 * @param sections the text of each
 */
record DryDialogue(Path file, String name, Map<String, String> sections) {
  private static final String START = "##### ";
  private static final String SECTION = "=== ";
  private static final String USUAL_HOST = "192.0.2.7";

  private static final String MAIN =
      """
      primary_hostname = mx.test.example
      qualify_domain = test.example
      smtp_enforce_sync = false
      received_header_text = Received: by us
      smtp_accept_max_nonmail = 100
      domainlist ours = test.example : *.our.example
      domainlist relayed = relay.example
      hostlist friends = <; 192.0.2.0/28 ; 2001:db8::/32
      addresslist known = *@x.example : boss@y.example
      localpartlist staff = postmaster : ^root
      """;

  static final String ROUTERS =
      """
      begin routers
      bad:
        driver = redirect
        local_parts = bad
        data =
        more = no
      gone:
        driver = redirect
        local_parts = gone
        allow_fail
        data = :fail: moved away
      later:
        driver = redirect
        local_parts = later
        allow_defer
        data = :defer: come again
      alias:
        driver = redirect
        local_parts = alias
        data = bad@test.example
      list:
        driver = redirect
        local_parts = list
        data = one@test.example, two@test.example
      all:
        driver = accept
        address_data = data of $local_part
        transport = none
      begin transports
      none:
        driver = appendfile
        file = /dev/null
      """;

  static List<DryDialogue> all() throws IOException {
    Path directory = Path.of("src/test/resources/acl/dialogues");
    Path here =
        Files.isDirectory(directory) ? directory : Path.of("bundles/core").resolve(directory);
    List<DryDialogue> dialogues = new ArrayList<>();
    try (Stream<Path> files = Files.list(here)) {
      for (Path file : files.sorted().toList()) {
        dialogues.addAll(read(file));
      }
    }
    return dialogues;
  }

  static List<DryDialogue> read(Path file) throws IOException {
    List<DryDialogue> dialogues = new ArrayList<>();
    Map<String, String> sections = new LinkedHashMap<>();
    String section = "";
    for (String line : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
      if (line.startsWith(START)) {
        sections = new LinkedHashMap<>();
        section = "";
        dialogues.add(new DryDialogue(file, line.substring(START.length()), sections));
      } else if (line.startsWith(SECTION)) {
        section = line.substring(SECTION.length()).strip();
        sections.put(section, "");
      } else if (!section.isEmpty()) {
        sections.merge(section, line + "\n", String::concat);
      }
    }
    return dialogues;
  }

  /** The file with what its dialogues hold now. */
  static void write(Path file, List<DryDialogue> dialogues) throws IOException {
    StringBuilder text = new StringBuilder();
    for (String line : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
      if (line.startsWith(START)) {
        break;
      }
      text.append(line).append('\n');
    }
    for (DryDialogue dialogue : dialogues) {
      text.append(START).append(dialogue.name()).append('\n');
      dialogue.sections.forEach(
          (name, body) -> text.append(SECTION).append(name).append('\n').append(body));
    }
    Files.writeString(file, text, StandardCharsets.ISO_8859_1);
  }

  String section(String name) {
    return Objects.requireNonNullElse(sections.get(name), "");
  }

  List<String> lines(String section) {
    return section(section).lines().toList();
  }

  /** What Ostler answers: as Exim, unless the dialogue says otherwise. */
  List<String> expected(String section) {
    return lines(sections.containsKey("our " + section) ? "our " + section : section);
  }

  /** Whether the trace of lists that are options is compared too: a section {@code === options}. */
  boolean showsOptions() {
    return sections.containsKey("options");
  }

  String host() {
    String host = section("from").strip();
    return host.isEmpty() ? USUAL_HOST : host;
  }

  /** The configuration; its first two lines are those that one of the servers needs alone. */
  String configuration(String firstLines, Path spool) {
    return firstLines
        + "\nspool_directory = "
        + spool
        + "\nlog_file_path = "
        + spool
        + "/%slog\n"
        + MAIN
        + section("main")
        + "begin acl\n"
        + section("acl").replace("DIR", spool.toString())
        + ROUTERS;
  }

  String input() {
    return section("in").replace("\n", "\r\n");
  }

  @Override
  public String toString() {
    return file.getFileName() + ": " + name;
  }
}
