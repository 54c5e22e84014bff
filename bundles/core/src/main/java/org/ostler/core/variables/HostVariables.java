// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.variables;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.ostler.api.text.Text;
import org.ostler.core.mail.Connection;
import org.ostler.core.mail.Situation;
import org.ostler.core.queue.LoadAverage;
import org.ostler.core.queue.LocalhostNumber;

/** Variables of this host and this server. */
final class HostVariables {
  private HostVariables() {}

  static Table table(HostFacts host) {
    Table table = new Table();
    names(table, host);
    table
        .trusted("exim_version", HostVariables::languageVersion)
        .trusted("version_number", HostVariables::languageVersion)
        .trusted("ostler_version", s -> host.version())
        .trusted("compile_number", s -> "1")
        .trusted("compile_date", s -> "")
        .trusted("exim_path", s -> "ostler")
        .trusted("config_file", s -> host.configuration().toString())
        .trusted(
            "config_dir", s -> String.valueOf(host.configuration().toAbsolutePath().getParent()))
        .trusted("spool_directory", s -> host.data().toString())
        .text(Connection.INITIAL_DIRECTORY, HostVariables::initialDirectory)
        // Patterns are compiled with the configuration; none waits in a cache.
        .number("regex_cachesize", s -> 0)
        .number("pid", s -> ProcessHandle.current().pid())
        .number("queue_size", s -> host.queueSize().getAsInt())
        .text("localhost_number", s -> Text.of(String.valueOf(number(s))))
        .trusted("queue_name", s -> s.peer().queueName)
        .trusted("load_average", s -> load())
        .number("spool_space", s -> FreeSpace.of(host.data()))
        .text("log_space", s -> Text.of(String.valueOf(FreeSpace.ofLogs(s, host))))
        .number("spool_inodes", s -> FreeSpace.UNKNOWN)
        .number("log_inodes", s -> FreeSpace.UNKNOWN);
    for (String user : new String[] {"caller_uid", "originator_uid", "exim_uid"}) {
      table.number(user, s -> id(host, "unix:uid"));
    }
    for (String group : new String[] {"caller_gid", "originator_gid", "exim_gid"}) {
      table.number(group, s -> id(host, "unix:gid"));
    }
    return table;
  }

  private static int number(Situation situation) throws InterruptedException {
    return Math.max(0, LocalhostNumber.of(situation.settings(), situation));
  }

  /** Where the command was called, or the server. */
  private static Text initialDirectory(Situation situation) {
    Text known = situation.peer().remarks.get(Connection.INITIAL_DIRECTORY);
    return known == null ? Text.of(Path.of("").toAbsolutePath().toString()) : known;
  }

  private static void names(Table table, HostFacts host) {
    table
        .trusted("primary_hostname", s -> primary(s, host))
        .trusted("smtp_active_hostname", s -> active(s, host))
        .trusted("qualify_domain", s -> qualify(s, host))
        .trusted(
            "qualify_recipient",
            s -> s.settings().find(IdentityOptions.QUALIFY_RECIPIENT).orElse(qualify(s, host)));
  }

  private static String languageVersion(Situation situation) {
    return situation.settings().find(IdentityOptions.EXIM_VERSION).orElse("");
  }

  private static String primary(Situation situation, HostFacts host) {
    return situation.settings().find(IdentityOptions.PRIMARY_HOSTNAME).orElse(host.hostName());
  }

  /**
   * The name that the session goes by; ours when no session expanded {@code smtp_active_hostname}.
   */
  private static String active(Situation situation, HostFacts host) {
    Text name = situation.peer().remarks.get("smtp_active_hostname");
    return name == null ? primary(situation, host) : name.value();
  }

  private static String qualify(Situation situation, HostFacts host) {
    return situation
        .settings()
        .find(IdentityOptions.QUALIFY_DOMAIN)
        .orElse(primary(situation, host));
  }

  /** In thousandths, as Exim gives it. */
  private static String load() {
    return String.valueOf(LoadAverage.now());
  }

  /** Of the data directory, or of this process where there is none yet. */
  private static long id(HostFacts host, String attribute) {
    for (Path path : List.of(host.data(), Path.of("/proc/self"))) {
      try {
        return ((Number) Files.getAttribute(path, attribute)).longValue();
      } catch (IOException | UnsupportedOperationException notThere) {
        // The next tells it.
      }
    }
    return -1;
  }
}
