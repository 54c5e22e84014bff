// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ostler.api.command.Command;
import org.ostler.core.contribution.Contributions;
import org.ostler.core.queue.MemorySpool;
import org.ostler.core.queue.Restraint;
import org.ostler.testing.peers.Waiting;

/** What the words that start the server say holds, whatever its configuration says. */
class OrdersTest {
  @TempDir Path data;

  private MailServer server(Orders orders) throws Exception {
    Path configuration = data.resolve("ostler.conf");
    Files.writeString(
        configuration,
        """
        primary_hostname = mail.example
        local_interfaces = 127.0.0.2.1
        daemon_smtp_ports = 1
        pid_file_path = %1$s/usual.pid
        acl_smtp_rcpt = accept
        begin routers
        r:
          driver = accept
          transport = t
        begin transports
        t:
          driver = appendfile
          file = %1$s/box
        """
            .formatted(data));
    return new MailServer(
        new Place(data, configuration, false, orders),
        "0.1.0",
        new Contributions(),
        () -> null,
        new CurrentResolver(),
        new MemorySpool());
  }

  @Test
  void itemsWithDotsOrColonsAreAddressesAndOthersPorts() {
    assertThat(new Orders("25 : 587", null, false, null, Restraint.NONE).main())
        .containsEntry("daemon_smtp_ports", "<; 25 ; 587")
        .containsEntry("pid_file_path", "")
        .doesNotContainKey("local_interfaces");
    assertThat(
            new Orders("<; [::1]:26 ; 127.0.0.1.1125;smtp", "/a$b", false, null, Restraint.NONE)
                .main())
        .containsEntry("daemon_smtp_ports", "<; smtp")
        .containsEntry("local_interfaces", "<; [::1]:26 ; 127.0.0.1.1125")
        .containsEntry("pid_file_path", "/a\\$b");
    assertThat(new Orders(null, null, false, "7m", Restraint.NONE).main())
        .containsExactly(Map.entry("smtp_receive_timeout", "7m"));
    assertThat(Orders.NONE.main()).isEmpty();
  }

  @Test
  void listensAndKeepsItsProcessIdWhereItWasTold() throws Exception {
    Path file = data.resolve("other$.pid");
    try (MailServer server =
        server(new Orders("127.0.0.1 : 0", file.toString(), false, null, Restraint.NONE))) {
      server.start();
      assertThat(file).hasContent(String.valueOf(ProcessHandle.current().pid()));
      assertThat(greeting(port())).startsWith("220 mail.example ");
    }
    assertThat(data.resolve("usual.pid")).doesNotExist();
    assertThat(file).doesNotExist();
  }

  /** Without the feature of TLS there is nothing to begin with, so the connection ends. */
  @Test
  void noSessionBeginsInClearWhenTlsComesFirst() throws Exception {
    try (MailServer server = server(new Orders("127.0.0.1.0", null, true, null, Restraint.NONE))) {
      server.start();
      assertThat(greeting(port())).isNull();
    }
    assertThat(data.resolve("usual.pid")).doesNotExist();
  }

  @Test
  void deliversNothingWhenToldSo() throws Exception {
    try (MailServer server =
        server(new Orders("127.0.0.1.0", null, false, null, new Restraint(true, -1)))) {
      server.start();
      assertThat(submit(server)).isZero();
    }
    assertThat(Files.readString(data.resolve("log/mainlog")))
        .contains(" *> box <box@mail.example> R=r T=t\n")
        .contains(" Completed\n");
    assertThat(data.resolve("box")).doesNotExist();
  }

  private static int submit(MailServer server) throws Exception {
    for (Command command : server.commands()) {
      if (command.words().contains("-bm")) {
        return command.run(
            new Typed(
                List.of("-bm", "-odi", "box@mail.example"),
                new ByteArrayInputStream("Subject: x\n\nb\n".getBytes(StandardCharsets.US_ASCII)),
                new ByteArrayOutputStream(),
                new ByteArrayOutputStream()));
      }
    }
    throw new AssertionError("no -bm");
  }

  private int port() throws Exception {
    Path file = data.resolve("log/mainlog");
    Waiting.until(
        "the log tells where it listens", Duration.ofSeconds(60), () -> file.toFile().length() > 0);
    String log = Files.readString(file);
    String listening = log.substring(log.indexOf("listening for SMTP on [127.0.0.1]:") + 34);
    return Integer.parseInt(listening.lines().findFirst().orElseThrow());
  }

  private static String greeting(int port) throws Exception {
    try (Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port)) {
      return new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
          .readLine();
    }
  }
}
