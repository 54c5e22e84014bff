// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.acl;

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
 * A dialogue under {@code -bh}: sections {@code === main}, {@code === acl} and {@code === in} go
 * in, {@code === out} (replies) and {@code === err} (trace and log lines) were read off Exim.
 *
 * @param file where it stands
 * @param sections the text of each
 */
record BhCase(Path file, Map<String, String> sections) {
  private static final String ROUTERS =
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
      all:
        driver = accept
        transport = none
      begin transports
      none:
        driver = appendfile
        file = /dev/null
      """;

  static Stream<BhCase> all() throws IOException {
    Path directory = Path.of("src/test/resources/acl/bh");
    Path here =
        Files.isDirectory(directory) ? directory : Path.of("bundles/core").resolve(directory);
    try (Stream<Path> files = Files.list(here)) {
      List<BhCase> cases = new ArrayList<>();
      for (Path file : files.sorted().toList()) {
        cases.add(read(file));
      }
      return cases.stream();
    }
  }

  static BhCase read(Path file) throws IOException {
    Map<String, String> sections = new LinkedHashMap<>();
    String name = "about";
    StringBuilder text = new StringBuilder();
    for (String line : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
      if (line.startsWith("=== ")) {
        sections.put(name, text.toString());
        name = line.substring(4).strip();
        text.setLength(0);
      } else {
        text.append(line).append('\n');
      }
    }
    sections.put(name, text.toString());
    return new BhCase(file, sections);
  }

  String section(String name) {
    return Objects.requireNonNullElse(sections.get(name), "");
  }

  /** The case with what Exim says now. */
  void record(List<String> out, List<String> err) throws IOException {
    sections.put("out", String.join("\n", out) + "\n");
    sections.put("err", String.join("\n", err) + "\n");
    StringBuilder text = new StringBuilder(section("about"));
    sections.forEach(
        (name, body) -> {
          if (!name.equals("about")) {
            text.append("=== ").append(name).append('\n').append(body);
          }
        });
    Files.writeString(file, text, StandardCharsets.ISO_8859_1);
  }

  /**
   * The configuration for Exim; Ostler reads the same and leaves routers and transports to others.
   */
  String configuration(Path spool) {
    return "keep_environment =\nspool_directory = "
        + spool
        + "\nlog_file_path = "
        + spool
        + "/%slog\nprimary_hostname = mx.test.example\nqualify_domain = test.example\n"
        + "tls_advertise_hosts =\nsmtp_enforce_sync = false\n"
        + section("main")
        + "begin acl\n"
        + section("acl").replace("SPOOL", spool.toString())
        + ROUTERS;
  }

  String input() {
    return section("in").replace("\n", "\r\n");
  }

  @Override
  public String toString() {
    return file.getFileName().toString();
  }
}
