// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.route;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Which addresses are this host's own, and what its hosts file says. Safe for many threads. */
public final class LocalHosts {
  private final Predicate<InetAddress> own;
  private final Path hostsFile;

  public LocalHosts(Predicate<InetAddress> own, Path hostsFile) {
    this.own = own;
    this.hostsFile = hostsFile;
  }

  /** The interfaces of this machine, and its hosts file. */
  public static LocalHosts ofMachine() {
    return new LocalHosts(LocalHosts::isOfInterface, Path.of("/etc/hosts"));
  }

  /** Whether mail sent to the address would come back to us; loopback is always ours. */
  public boolean isOwn(String address) {
    InetAddress parsed = IpAddress.parse(address);
    return parsed != null
        && (parsed.isLoopbackAddress() || parsed.isAnyLocalAddress() || own.test(parsed));
  }

  private static boolean isOfInterface(InetAddress address) {
    try {
      return NetworkInterface.getByInetAddress(address) != null;
    } catch (SocketException e) {
      return false; // an address that no interface can be asked about is not one that we listen on
    }
  }

  /**
   * The addresses that the hosts file gives a name, in its order; none when it has none or cannot
   * be read.
   */
  public List<String> inHostsFile(String name) {
    String wanted = name.toLowerCase(Locale.ROOT);
    List<String> found = new ArrayList<>();
    for (String line : lines()) {
      String[] words = line.replaceFirst("#.*", "").strip().split("\\s+");
      for (int i = 1; i < words.length; i++) {
        if (words[i].toLowerCase(Locale.ROOT).equals(wanted) && IpAddress.parse(words[0]) != null) {
          found.add(words[0]);
        }
      }
    }
    return found.stream().distinct().collect(Collectors.toList());
  }

  private List<String> lines() {
    try {
      return Files.readAllLines(hostsFile, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return List.of();
    }
  }
}
