// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.list;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ostler.language.lookup.FileCache;
import org.ostler.language.text.Ascii;
import org.ostler.language.text.IpNetwork;

/** The names that the administrator of this machine gave to addresses. */
final class HostsFile {
  private static final Path FILE = Path.of("/etc/hosts");

  private final FileCache<Hosts> cache = new FileCache<>(HostsFile::read);

  private record Hosts(
      Map<String, List<IpNetwork>> addresses, Map<IpNetwork, List<String>> names) {}

  List<IpNetwork> addresses(String name) {
    return hosts().addresses().getOrDefault(Ascii.lower(name), List.of());
  }

  List<String> names(IpNetwork address) {
    return hosts().names().getOrDefault(address, List.of());
  }

  private Hosts hosts() {
    try {
      return cache.get(FILE, Files.readAttributes(FILE, BasicFileAttributes.class));
    } catch (IOException e) {
      // A machine without the file knows no names of its own.
      return new Hosts(Map.of(), Map.of());
    }
  }

  private static Hosts read(Path file) throws IOException {
    Hosts hosts = new Hosts(new HashMap<>(), new HashMap<>());
    for (String line : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
      int comment = line.indexOf('#');
      String[] words = Ascii.strip(comment < 0 ? line : line.substring(0, comment)).split("\\s+");
      IpNetwork address = IpNetwork.parse(words[0]);
      for (int i = 1; address != null && i < words.length; i++) {
        hosts
            .addresses()
            .computeIfAbsent(Ascii.lower(words[i]), _ -> new ArrayList<>())
            .add(address);
        hosts.names().computeIfAbsent(address, _ -> new ArrayList<>()).add(words[i]);
      }
    }
    return hosts;
  }
}
