// SPDX-License-Identifier: Apache-2.0
package org.ostler.itests.mail;

/** Configurations that the tests of this package share. */
public final class Policies {
  private static final String MAIN =
      """
      primary_hostname = ostler.example
      local_interfaces = 127.0.0.1
      daemon_smtp_ports = SMTP_PORT
      acl_smtp_rcpt = accept
      message_size_limit = 50M
      smtp_accept_max = 500
      smtp_accept_queue_per_connection = 0
      """;

  private Policies() {}

  /** The main part: takes everything from loopback; what follows may add to it. */
  public static String main(String... lines) {
    return MAIN + String.join("\n", lines) + "\n";
  }

  /** All mail to a port of loopback, retried each second. */
  public static String relayTo(int port) {
    return main()
        + """
        begin routers
        onward:
          driver = manualroute
          route_list = * 127.0.0.1::%d byname
          self = send
          transport = onward
        begin transports
        onward:
          driver = smtp
          message_linelength_limit = 1000000
        begin retry
        * * F,1h,1s
        """
            .formatted(port);
  }

  /**
   * All mail into ten Maildirs, {@code u0} to {@code u9}, whatever stands before a hyphen; the
   * files tell their recipient.
   */
  public static String maildirs() {
    return main()
        + """
        begin routers
        users:
          driver = accept
          local_part_prefix = *-
          local_part_prefix_optional
          local_parts = u0 : u1 : u2 : u3 : u4 : u5 : u6 : u7 : u8 : u9
          transport = maildir
        begin transports
        maildir:
          driver = appendfile
          directory = DATA/mail/$local_part_data
          maildir_format
          envelope_to_add
        begin retry
        * * F,1h,1s
        """;
  }

  /** {@code ostler.example} into the Maildirs, all else to a port of loopback. */
  public static String mixed(int port) {
    return maildirs()
        .replace(
            "begin routers\n",
            """
            begin routers
            onward:
              driver = manualroute
              domains = !ostler.example
              route_list = * 127.0.0.1::%d byname
              self = send
              transport = onward
            """
                .formatted(port))
        .replace("begin transports\n", "begin transports\nonward:\n  driver = smtp\n");
  }
}
