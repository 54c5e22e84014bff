// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.client;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A delivery to scripted servers and what becomes of each recipient.
 *
 * <pre>
 * == name
 * # reason
 * option name = value       of the transport
 * auth line                 of the section of authenticators
 * quiet                     {@code log} outcomes are not compared
 * rcpt address address      default a@dest.example
 * message text              default a small one; \n is a line end
 * S: ... C: ...             the script of the first host, see {@link ScriptedServer}
 * CONNECTION                the script of its next connection
 * HOST                      the script of the next host
 * FALLBACK                  the script of a host of fallback_hosts
 * &gt; outcome
 * </pre>
 *
 * @param outcomes what {@code > } lines say: {@code done ADDRESS H=host confirmation}, {@code defer
 *     ADDRESS (number) H=host: reason}, {@code fail ADDRESS H=host: reason}, {@code log TEXT} of
 *     the main log
 */
record ClientCase(
    String name,
    Map<String, String> options,
    List<String> authenticators,
    List<String> recipients,
    String message,
    List<List<String>> hosts,
    int fallbacks,
    boolean quiet,
    List<String> outcomes) {

  static List<ClientCase> read(String resource) {
    try (InputStream in =
        Objects.requireNonNull(ClientCase.class.getResourceAsStream(resource), resource)) {
      return parse(new String(in.readAllBytes(), StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static List<ClientCase> parse(String text) {
    List<ClientCase> cases = new ArrayList<>();
    for (String block : text.split("(?m)^== ")) {
      if (!block.isBlank() && !block.startsWith("#")) {
        cases.add(one(block.lines().toList()));
      }
    }
    return cases;
  }

  private static ClientCase one(List<String> lines) {
    Map<String, String> options = new LinkedHashMap<>();
    List<String> authenticators = new ArrayList<>();
    List<String> recipients = List.of("a@dest.example");
    String message = "Subject: test\n\nhello\n";
    List<List<String>> hosts = new ArrayList<>(List.of(new ArrayList<>()));
    List<String> outcomes = new ArrayList<>();
    int fallbacks = 0;
    boolean quiet = false;
    for (String line : lines.subList(1, lines.size())) {
      if (line.startsWith("option ")) {
        String[] sides = line.substring(7).split("\\s*=\\s*", 2);
        options.put(sides[0], sides[1]);
      } else if (line.startsWith("auth ")) {
        authenticators.add(line.substring(5));
      } else if (line.startsWith("rcpt ")) {
        recipients = List.of(line.substring(5).split(" "));
      } else if (line.startsWith("message ")) {
        message = line.substring(8).replace("\\n", "\n").replace("\\r", "\r");
      } else if (line.startsWith("> ")) {
        outcomes.add(line.substring(2));
      } else if (line.equals("quiet")) {
        quiet = true;
      } else if (line.equals("HOST") || line.equals("FALLBACK")) {
        fallbacks += line.equals("FALLBACK") ? 1 : 0;
        hosts.add(new ArrayList<>());
      } else if (!line.isBlank() && !line.startsWith("#")) {
        hosts.getLast().add(line);
      }
    }
    return new ClientCase(
        lines.getFirst(),
        options,
        authenticators,
        recipients,
        message,
        hosts,
        fallbacks,
        quiet,
        outcomes);
  }

  /** Starts the servers, the first on 127.0.0.1, the next on 127.0.0.2 and so on. */
  List<ScriptedServer> servers() {
    List<ScriptedServer> servers = new ArrayList<>();
    for (List<String> host : hosts) {
      String address = "127.0.0." + (servers.size() + 1);
      servers.add(
          host.equals(List.of("REFUSED"))
              ? ScriptedServer.refusing(address)
              : ScriptedServer.on(address, 0, ScriptedServer.scripts(host)));
    }
    return servers;
  }

  /** Numbers that depend on the client's own header fields are not compared. */
  static String normal(String outcome) {
    return outcome
        .replaceAll("SIZE=[0-9]+", "SIZE=N")
        .replaceAll("\\([0-9]+ bytes written\\)", "(N bytes written)");
  }

  @Override
  public String toString() {
    return name;
  }
}
