// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.client;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.ostler.api.auth.AuthenticatorDriver;
import org.ostler.api.option.InvalidArgument;
import org.ostler.api.option.Option;
import org.ostler.core.auth.Authenticator;
import org.ostler.core.auth.AuthenticatorOptions;
import org.ostler.core.auth.CramMd5Driver;
import org.ostler.core.auth.ExternalDriver;
import org.ostler.core.auth.PlaintextDriver;
import org.ostler.core.route.TestCompiler;
import org.ostler.testing.mail.MemorySettings;

/** Reads a section of authenticators whose options are constants. */
final class Authenticators {
  private Authenticators() {}

  static List<Authenticator> of(List<String> lines) throws InvalidArgument {
    List<Authenticator> authenticators = new ArrayList<>();
    for (String block : String.join("\n", lines).split("\n(?=\\w+:$)|\n(?=\\w+:\n)")) {
      if (!block.isBlank()) {
        authenticators.add(one(block.lines().toList()));
      }
    }
    return authenticators;
  }

  private static Authenticator one(List<String> lines) throws InvalidArgument {
    String name = lines.getFirst().replace(":", "");
    AuthenticatorDriver driver = driver(value(lines, "driver"));
    MemorySettings settings = MemorySettings.named(name);
    List<Option<?>> options =
        Stream.concat(AuthenticatorOptions.ALL.stream(), driver.options().stream()).toList();
    for (String line : lines.subList(1, lines.size())) {
      String[] sides = line.strip().split("\\s*=\\s*", 2);
      for (Option<?> option : options) {
        if (option.name().equals(sides[0])) {
          settings = settings.withText(option, sides[1]);
        }
      }
    }
    String mechanism = value(lines, "public_name");
    return new Authenticator(
        mechanism, driver.name(), settings, driver.prepare(mechanism, settings), true);
  }

  private static AuthenticatorDriver driver(String name) {
    return switch (name) {
      case "plaintext" -> new PlaintextDriver(new TestCompiler()::expandable);
      case "cram_md5" -> new CramMd5Driver(() -> "1", InstantSource.system());
      case "external" -> new ExternalDriver();
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static String value(List<String> lines, String option) {
    return lines.stream()
        .map(String::strip)
        .filter(line -> line.startsWith(option + " = "))
        .map(line -> line.substring(option.length() + 3))
        .findFirst()
        .orElseThrow();
  }
}
