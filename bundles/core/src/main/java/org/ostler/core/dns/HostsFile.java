// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.dns;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a host's own file says of names and addresses. Read anew each time. */
public record HostsFile(Path file) {
  /** This machine's. */
  public static final HostsFile OF_MACHINE = new HostsFile(Path.of("/etc/hosts"));

  /** The addresses of a name, in the file's order; none when the file cannot be read. */
  public List<String> addresses(String name) {
    String wanted = name.toLowerCase(Locale.ROOT);
    List<String> found = new ArrayList<>();
    for (String[] words : entries()) {
      for (int i = 1; i < words.length; i++) {
        if (words[i].toLowerCase(Locale.ROOT).equals(wanted) && literal(words[0]) != null) {
          found.add(words[0]);
        }
      }
    }
    return found.stream().distinct().toList();
  }

  /** The name of an address; null when the file has none. */
  @Nullable String name(InetAddress address) {
    for (String[] words : entries()) {
      if (words.length > 1 && address.equals(literal(words[0]))) {
        return words[1];
      }
    }
    return null;
  }

  private List<String[]> entries() {
    try (Stream<String> lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
      return lines.map(line -> line.replaceFirst("#.*", "").strip().split("\\s+")).toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  private static @Nullable InetAddress literal(String text) {
    try {
      return InetAddress.ofLiteral(text);
    } catch (IllegalArgumentException noAddress) {
      return null;
    }
  }
}
