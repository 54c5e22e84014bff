// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ostler.language.text.Ascii;

/**
 * Takes a configuration file apart. Every problem of the file is collected, with its file and line;
 * the reader goes on after each, so that one run tells them all.
 */
public final class ConfigurationReader {
  private static final Set<String> SECTIONS =
      Set.of("acl", "authenticators", "local_scan", "retry", "rewrite", "routers", "transports");

  private final List<Problem> problems = new ArrayList<>();
  private final Set<String> seen = new HashSet<>();
  private final MainPart main = new MainPart();
  private final AclPart acls = new AclPart();
  private final DriverPart routers = new DriverPart("router", problems);
  private final DriverPart transports = new DriverPart("transport", problems);
  private final DriverPart authenticators = new DriverPart("authenticator", problems);
  private final List<Line> retry = new ArrayList<>();
  private final List<Line> rewrite = new ArrayList<>();
  private final Macros macros;
  private String section = "";

  private ConfigurationReader(Macros macros) {
    this.macros = macros;
  }

  /**
   * Reads a file and all that it includes.
   *
   * @param commandLine macros of {@code -D}, which definitions in the file do not change
   * @param predefined macros that begin with an underscore, such as {@code _HAVE_TLS}
   * @throws IOException when the file itself cannot be read; the message says why
   */
  public static ConfigurationText read(
      Path file, Map<String, String> commandLine, Map<String, String> predefined)
      throws IOException {
    if (Files.isDirectory(file)) {
      throw new IOException("failed to open configuration file " + file + ": it is a directory");
    }
    ConfigurationReader reader = new ConfigurationReader(new Macros(commandLine, predefined));
    try {
      return reader.read(new LogicalLines(file, reader.macros, reader.problems));
    } catch (NoSuchFileException e) {
      throw new IOException(
          "failed to open configuration file " + file + ": No such file or directory", e);
    }
  }

  private ConfigurationText read(LogicalLines lines) {
    for (Line line = lines.next(); line != null; line = lines.next()) {
      if (Ascii.startsIgnoringCase(line.text(), "begin ")) {
        begin(line);
      } else {
        read(line);
      }
    }
    endBlocks();
    return new ConfigurationText(
        List.copyOf(main.options),
        List.copyOf(main.lists),
        Collections.unmodifiableMap(acls.acls),
        routers.blocks(),
        transports.blocks(),
        authenticators.blocks(),
        List.copyOf(retry),
        List.copyOf(rewrite),
        Collections.unmodifiableMap(macros.values()),
        List.copyOf(problems));
  }

  private void begin(Line line) {
    endBlocks();
    String name = Ascii.strip(line.text().substring("begin ".length()));
    section = Ascii.lower(name);
    if (!SECTIONS.contains(section)) {
      problem(line, "\"" + name + "\" is not a known configuration section name");
    } else if (!seen.add(section)) {
      problem(line, "\"" + section + "\" section is repeated in the configuration file");
    } else if (section.equals("local_scan")) {
      problem(line, "local_scan() options not supported: Ostler loads no local_scan() function");
    }
  }

  private void endBlocks() {
    acls.end();
    routers.end();
    transports.end();
    authenticators.end();
  }

  private void read(Line line) {
    boolean upper = Ascii.isUpper(line.text().charAt(0));
    switch (section) {
      case "" -> {
        if (upper) {
          define(line);
        } else {
          main.read(line, message -> problem(line, message));
        }
      }
      case "acl", "routers", "transports", "authenticators" -> {
        if (Macros.isDefinition(line.text())) {
          endBlocks();
          define(line);
        } else {
          readNamed(line);
        }
      }
      case "retry" -> retry.add(line);
      case "rewrite" -> rewrite.add(line);
      default -> {
        // The section's own name was the problem; its lines would only repeat it.
      }
    }
  }

  private void readNamed(Line line) {
    switch (section) {
      case "acl" -> acls.read(line, message -> problem(line, message));
      case "routers" -> routers.read(line, message -> problem(line, message));
      case "transports" -> transports.read(line, message -> problem(line, message));
      default -> authenticators.read(line, message -> problem(line, message));
    }
  }

  private void define(Line line) {
    String wrong = macros.define(line.text());
    if (wrong != null) {
      problem(line, wrong);
    }
  }

  private void problem(Line line, String message) {
    problems.add(new Problem(line.position(), message));
  }
}
