// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.server;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.ostler.core.queue.Restraint;
import org.ostler.language.text.ListText;

/**
 * What the words that start the server say beside its configuration, which they overrule.
 *
 * @param listen {@code -oX}: a list of ports, and of addresses with or without ports; null for what
 *     the configuration says
 * @param pidFile {@code -oP}: a file for the process id; null for what the configuration says
 * @param tlsOnConnect {@code -tls-on-connect}: TLS comes first on every port
 * @param smtpTimeout {@code -os}: how long sessions wait for the other side; null for what the
 *     configuration says
 * @param restraint {@code -N}, {@code -oB}: what no delivery may do
 */
record Orders(
    @Nullable String listen,
    @Nullable String pidFile,
    boolean tlsOnConnect,
    @Nullable String smtpTimeout,
    Restraint restraint) {
  static final Orders NONE = new Orders(null, null, false, null, Restraint.NONE);

  /** The program that starts the server hands them on as system properties. */
  static Orders ofProperties() {
    return new Orders(
        System.getProperty("ostler.listen"),
        System.getProperty("ostler.pid.file"),
        Boolean.getBoolean("ostler.tls.on.connect"),
        System.getProperty("ostler.smtp.timeout"),
        new Restraint(
            Boolean.getBoolean("ostler.suppressed"),
            Integer.getInteger("ostler.connection.messages", -1)));
  }

  /** Values of options of the main part that take the place of what the configuration says. */
  Map<String, String> main() {
    Map<String, String> options = new LinkedHashMap<>();
    if (listen != null) {
      // An address has a dot or a colon, a port has neither.
      Predicate<String> address = item -> item.indexOf('.') >= 0 || item.indexOf(':') >= 0;
      List<String> items = items(listen);
      put(options, "daemon_smtp_ports", items.stream().filter(address.negate()).toList());
      put(options, "local_interfaces", items.stream().filter(address).toList());
      // A server beside the usual one must not take its file.
      options.put("pid_file_path", "");
    }
    if (pidFile != null) {
      options.put("pid_file_path", pidFile.replace("\\", "\\\\").replace("$", "\\$"));
    }
    if (smtpTimeout != null) {
      options.put("smtp_receive_timeout", smtpTimeout);
    }
    return options;
  }

  private static List<String> items(String list) {
    List<String> items = new ArrayList<>();
    ListText source = new ListText(list);
    for (String item = source.next(); item != null; item = source.next()) {
      if (!item.isEmpty()) {
        items.add(item);
      }
    }
    return items;
  }

  private static void put(Map<String, String> options, String name, List<String> items) {
    if (!items.isEmpty()) {
      options.put(name, "<; " + String.join(" ; ", items));
    }
  }
}
