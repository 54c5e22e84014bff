// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ostler.api.command.Command;
import org.ostler.api.command.Invocation;
import org.ostler.core.contribution.Contributions;
import org.ostler.testing.peers.Peers;
import org.ostler.testing.peers.RequiresPeer;
import org.ostler.testing.peers.Run;

/**
 * The configurations that Debian ships and writes, unchanged but for a host name: they load, and
 * routing and sessions decide as exim4 does with the same file.
 */
@RequiresPeer("exim4")
class DebianConfigurationsTest {
  private static final Path EXAMPLE = Path.of("/usr/share/doc/exim4-base/examples/example.conf");
  private static final Path SETTINGS = Path.of("/etc/exim4");

  /** Options whose defaults differ by design, or are worked out when they are used. */
  private static final Set<String> OWN_DEFAULTS =
      Set.of(
          "check_owner",
          "check_string",
          "acl_smtp_data_prdr",
          "daemon_startup_retries",
          "delay_warning",
          "escape_string",
          "exim_group",
          "exim_path",
          "exim_user",
          "local_interfaces",
          "log_file_path",
          "message_prefix",
          "quota_warn_message",
          "message_suffix",
          "notifier_socket",
          "pid_file_path",
          "port",
          "prdr_enable",
          "process_log_path",
          "queue_run_max",
          "forbid_filter_existstest",
          "forbid_filter_logwrite",
          "forbid_filter_lookup",
          "forbid_filter_readfile",
          "forbid_filter_readsocket",
          "forbid_filter_run",
          "pipelining_connect_advertise_hosts",
          "received_header_text",
          "remote_max_parallel",
          "smtp_accept_max",
          "smtp_accept_queue_per_connection",
          "smtp_banner",
          "smtp_connect_backlog",
          "spool_directory");

  private static final String NAME = "mail.here.test";

  private static final List<String> ADDRESSES =
      List.of(
          "root@here.test",
          "root",
          "nobody@here.test",
          "nosuch@here.test",
          "root+x@here.test",
          "postmaster@here.test",
          "abuse@here.test",
          "daemon@here.test",
          "Root@HERE.test",
          "user@[192.0.2.1]",
          "\"a b\"@here.test",
          "a/b@here.test",
          "a|b@here.test",
          "a%b@here.test",
          "x!y@here.test",
          "-foo@here.test",
          "a@b@c",
          "@here.test",
          "user@here.test.",
          "Some One <root@here.test>");

  @TempDir Path directory;

  @ParameterizedTest(name = "{0}, split {1}, with {2}")
  @CsvSource({
    "local, false, ''",
    "internet, false, ''",
    "internet, true, ''",
    "smarthost, false, ''",
    "smarthost, true, ''",
    "satellite, false, ''",
    "none, false, ''",
    "internet, false, MAIN_TLS_ENABLE = yes",
    "smarthost, false, REMOTE_SMTP_SMARTHOST_HOSTS_REQUIRE_TLS = *",
    "internet, false, MAIN_ALLOW_DOMAIN_LITERALS = yes",
    "internet, false, CHECK_DATA_VERIFY_HEADER_SENDER = yes",
    "internet, false, CHECK_RCPT_VERIFY_SENDER = yes"
  })
  void decidesAsExim(String type, boolean split, String macro) throws Exception {
    Assumptions.assumeTrue(
        Files.isDirectory(SETTINGS.resolve("conf.d")) && Peers.present("update-exim4.conf"),
        "exim4-config is not installed");
    sameAsExim(generated(type, split, macro));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"example.conf"})
  void decidesAsEximByTheExample(String name) throws Exception {
    Path packed = EXAMPLE.resolveSibling(name + ".gz");
    Assumptions.assumeTrue(
        Files.isReadable(EXAMPLE) || Files.isReadable(packed), EXAMPLE + " is not installed");
    String text;
    try (InputStream in =
        Files.isReadable(EXAMPLE)
            ? Files.newInputStream(EXAMPLE)
            : new GZIPInputStream(Files.newInputStream(packed))) {
      text = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    }
    Path file = directory.resolve("example.conf");
    Files.writeString(
        file,
        "primary_hostname = " + NAME + "\nqualify_domain = here.test\n" + text,
        StandardCharsets.ISO_8859_1);
    sameAsExim(file);
  }

  private Path generated(String type, boolean split, String macro) throws Exception {
    Path settings = directory.resolve("settings");
    Run copy = Run.of(List.of("cp", "-rL", SETTINGS.toString(), settings.toString()));
    assertThat(copy.exit()).as(copy.errors()).isZero();
    Path answers = settings.resolve("update-exim4.conf.conf");
    Map<String, String> wanted =
        Map.of(
            "dc_eximconfig_configtype", type,
            "dc_use_split_config", String.valueOf(split),
            "dc_other_hostnames", "here.test",
            "dc_smarthost", "192.0.2.9",
            "dc_readhost", "visible.test");
    try (Stream<String> lines = Files.lines(answers, StandardCharsets.ISO_8859_1)) {
      String text =
          lines
              .map(line -> line.replaceFirst("=.*", ""))
              .filter(wanted::containsKey)
              .map(name -> name + "='" + wanted.get(name) + "'\n")
              .collect(Collectors.joining());
      Files.writeString(
          answers, Files.readString(answers, StandardCharsets.ISO_8859_1) + "\n" + text);
    }
    Path written = directory.resolve("config.autogenerated");
    Run update =
        Run.of(List.of("update-exim4.conf", "-d", settings.toString(), "-o", written.toString()));
    assertThat(update.exit()).as(update.errors()).isZero();
    Path file = directory.resolve("exim4.conf");
    Files.writeString(
        file,
        "MAIN_HARDCODE_PRIMARY_HOSTNAME = "
            + NAME
            + "\n"
            + macro
            + "\n"
            + Files.readString(written, StandardCharsets.ISO_8859_1),
        StandardCharsets.ISO_8859_1);
    return file;
  }

  private void sameAsExim(Path file) throws Exception {
    Result sound = ours(file, "", "-bV");
    assertThat(sound.output).contains("Configuration file is " + file);
    assertThat(sound.exit).isZero();
    showsAsExim(file);
    for (String address : ADDRESSES) {
      Run exim = exim(file, "", "-bt", "--", address);
      Result ours = ours(file, "", "-bt", address);
      assertThat(ours.output + ours.exit).as(address).isEqualTo(exim.output() + exim.exit());
      // what debug_print of the routers says
      assertThat(ours.errors).as(address).isEqualTo(exim.errors());
    }
    try (Stream<Path> dialogues = Files.list(Path.of("src/test/resources/debian"))) {
      for (Path dialogue : dialogues.sorted().toList()) {
        String said = Files.readString(dialogue, StandardCharsets.ISO_8859_1);
        for (String host : List.of("127.0.0.1", "192.0.2.7")) {
          assertThat(neutral(ours(file, said, "-bh", host).output))
              .as("%s from %s", dialogue.getFileName(), host)
              .isEqualTo(neutral(exim(file, said, "-bh", host).output()));
        }
      }
    }
  }

  /** What {@code -bP} says of the options that both have. */
  private void showsAsExim(Path file) throws Exception {
    for (String list : List.of("router_list", "transport_list", "config_file")) {
      assertThat(ours(file, "", "-bP", list).output)
          .isEqualTo(exim(file, "", "-bP", list).output());
    }
    Run named = exim(file, "", "-bP", "+local_domains", "+relay_to_domains", "+relay_from_hosts");
    assertThat(
            ours(file, "", "-bP", "+local_domains", "+relay_to_domains", "+relay_from_hosts")
                .output)
        .isEqualTo(named.output());
    for (String part : List.of("all", "routers", "transports")) {
      Map<String, String> theirs = options(exim(file, "", "-bP", part).output());
      Map<String, String> ours = options(ours(file, "", "-bP", part).output);
      ours.keySet().retainAll(theirs.keySet());
      assertThat(ours).hasSizeGreaterThan(100);
      List<String> differences =
          ours.entrySet().stream()
              .filter(one -> !one.getValue().equals(theirs.get(one.getKey())))
              .map(one -> one.getValue() + ", Exim: " + theirs.get(one.getKey()))
              .toList();
      assertThat(differences).as(part).isEmpty();
    }
  }

  /**
   * Lines by block and name, without those whose defaults are our own, and without TLS, for which
   * the files ask by macros.
   */
  private static Map<String, String> options(String output) {
    Map<String, String> options = new TreeMap<>();
    String block = "";
    for (String line : output.lines().toList()) {
      if (line.endsWith(":")) {
        block = line;
      }
      String name = line.replaceFirst(" =.*", "").replaceFirst("^no_", "");
      if (!OWN_DEFAULTS.contains(name) && !name.contains("tls")) {
        options.put(block + name, line);
      }
    }
    return options;
  }

  /** Without dates, ids and names of programs, and what features would offer. */
  private static String neutral(String output) {
    return output
        .replace("\r", "")
        .replaceAll("(?m)^250-(PIPECONNECT|STARTTLS|PRDR)\n", "")
        .replaceAll("\\w{3}, \\d\\d? \\w{3} \\d{4} \\d\\d:\\d\\d:\\d\\d [-+]\\d{4}", "DATE")
        .replaceAll("id=\\S+", "id=ID")
        .replaceAll("Exim 4\\.\\d+(?= DATE)|Ostler \\S+(?= DATE)", "MTA");
  }

  private static Run exim(Path file, String input, String... words) throws InterruptedException {
    List<String> command =
        Stream.concat(
                Stream.of(Peers.program("exim4").toString(), "-C", file.toString()),
                Stream.of(words))
            .toList();
    return Run.of(command, Map.of(), input);
  }

  private record Result(String output, String errors, int exit) {}

  private Result ours(Path file, String input, String... words) throws Exception {
    ByteArrayOutputStream screen = new ByteArrayOutputStream();
    ByteArrayOutputStream errors = new ByteArrayOutputStream();
    Place place = new Place(directory.resolve("data"), file, false);
    try (CommandHouse house =
        new CommandHouse(place, "0.1.0", new Contributions(), () -> null, new CurrentResolver())) {
      for (Command command : house.commands()) {
        if (command.words().contains(words[0])) {
          int exit = command.run(new Call(List.of(words), input, screen, errors));
          String complaints = errors.toString(StandardCharsets.ISO_8859_1);
          String told = words[0].equals("-bV") ? complaints : "";
          return new Result(screen.toString(StandardCharsets.ISO_8859_1) + told, complaints, exit);
        }
      }
    }
    throw new AssertionError("no command " + words[0]);
  }

  private record Call(
      List<String> arguments, String typed, OutputStream output, OutputStream errors)
      implements Invocation {
    @Override
    public InputStream input() {
      return new ByteArrayInputStream(typed.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Override
    public Path directory() {
      return Path.of("/");
    }

    @Override
    public String user() {
      return "root";
    }
  }
}
