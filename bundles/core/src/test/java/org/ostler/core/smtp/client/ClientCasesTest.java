// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ostler.api.mail.Addressee;
import org.ostler.api.option.Option;
import org.ostler.api.routing.NextHop;
import org.ostler.api.transport.Cause;
import org.ostler.api.transport.Outcome;
import org.ostler.api.transport.Outcome.Trouble;
import org.ostler.core.mail.Address;
import org.ostler.core.transport.SampleDelivery;
import org.ostler.testing.mail.MemorySettings;

/** The smtp transport against scripted servers does what Exim does, in Exim's words. */
class ClientCasesTest {
  private static final Map<String, Option<?>> OPTIONS =
      ClientOptions.all().stream().collect(Collectors.toMap(Option::name, Function.identity()));

  // Exim's log speaks of a host when a single message was deferred, too.
  private static final Pattern MESSAGE =
      Pattern.compile("^log .*: SMTP error .* after (pipelined )?(MAIL|DATA|end of data|RCPT)");

  static List<ClientCase> judged() {
    return Stream.of("/client/judged.txt", "/client/authentication.txt")
        .flatMap(name -> ClientCase.read(name).stream())
        .toList();
  }

  @ParameterizedTest
  @MethodSource("judged")
  void saysWhatEximSays(ClientCase given) throws Exception {
    play(given);
  }

  static List<ClientCase> own() {
    return ClientCase.read("/client/own.txt");
  }

  @ParameterizedTest
  @MethodSource("own")
  void doesWhatIsWritten(ClientCase given) throws Exception {
    play(given);
  }

  private static void play(ClientCase given) throws Exception {
    List<ScriptedServer> servers = given.servers();
    try (ClientHouse house = new ClientHouse()) {
      house.authenticators.addAll(Authenticators.of(given.authenticators()));
      SampleDelivery delivery =
          SampleDelivery.of(given.message(), given.recipients().toArray(String[]::new));
      List<NextHop> hosts = new ArrayList<>();
      for (ScriptedServer server : servers) {
        String address = "127.0.0." + (hosts.size() + 1);
        hosts.add(new NextHop(address, address, server.port(), -1, false));
      }
      List<NextHop> main = hosts.subList(0, hosts.size() - given.fallbacks());
      delivery.to(main.toArray(NextHop[]::new));
      house.transport(settings(given, hosts.subList(main.size(), hosts.size()))).deliver(delivery);
      List<String> outcomes = new ArrayList<>();
      if (!given.quiet()) {
        house.log.lines.forEach(line -> outcomes.add(ClientCase.normal("log " + line)));
        delivery.troubles().forEach(trouble -> outcomes.add(ClientCase.normal(log(trouble))));
      }
      delivery.outcomes().forEach((address, outcome) -> outcomes.add(line(address, outcome)));
      house.idle.close();
      assertThat(outcomes)
          .containsExactlyInAnyOrderElementsOf(
              given.outcomes().stream().filter(line -> !MESSAGE.matcher(line).find()).toList());
      assertThat(servers).allSatisfy(server -> assertThat(server.wrong()).isEmpty());
    } finally {
      servers.forEach(ScriptedServer::close);
    }
  }

  private static MemorySettings settings(ClientCase given, List<NextHop> fallbacks) {
    MemorySettings settings = MemorySettings.named("t");
    for (Map.Entry<String, String> entry : given.options().entrySet()) {
      settings = settings.withText(OPTIONS.get(entry.getKey()), entry.getValue());
    }
    if (!fallbacks.isEmpty()) {
      List<String> items = fallbacks.stream().map(h -> h.address() + ":" + h.port()).toList();
      settings = settings.with(ClientOptions.FALLBACK_HOSTS, items);
    }
    return settings;
  }

  private static String line(Addressee addressee, Outcome outcome) {
    String address = addressee.address();
    return ClientCase.normal(
        switch (outcome) {
          case Outcome.Delivered d ->
              "done " + address + host(d.host()) + by(addressee) + " " + d.confirmation();
          case Outcome.Failed f -> "fail " + address + trouble(f.trouble());
          case Outcome.Deferred d ->
              "defer " + address + " (" + d.trouble().cause().number() + ")" + trouble(d.trouble());
        });
  }

  private static String by(Addressee addressee) {
    return addressee instanceof Address address && address.authenticatedBy != null
        ? " A="
            + address.authenticatedBy
            + (address.authenticatedTo == null ? "" : ":" + address.authenticatedTo)
        : "";
  }

  private static String log(Trouble trouble) {
    String colon = trouble.cause() == Cause.REFUSED ? " " : ": ";
    String late = trouble.cause() == Cause.TIMEOUT ? ": Connection timed out" : "";
    NextHop host = Objects.requireNonNull(trouble.host());
    return "log H=" + host.name() + " [" + host.address() + "]" + colon + trouble.reason() + late;
  }

  private static String trouble(Trouble trouble) {
    boolean system = trouble.reason().equals("Connection refused");
    return (system ? "" : host(trouble.host())) + ": " + trouble.reason();
  }

  private static String host(
      org.ostler.api.routing.@org.jspecify.annotations.Nullable NextHop hop) {
    return hop == null ? "" : " H=" + hop.name();
  }
}
