// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.server;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.ostler.api.mail.QueueId;
import org.ostler.api.option.Option;
import org.ostler.api.text.Text;
import org.ostler.core.acl.AddressVerifier.Purpose;
import org.ostler.core.acl.AddressVerifier.Verified;
import org.ostler.core.auth.Authenticator;
import org.ostler.core.contribution.Contributions;
import org.ostler.core.contribution.Features;
import org.ostler.core.contribution.Guard;
import org.ostler.core.log.LogSelector;
import org.ostler.core.mail.RecordedEvents;
import org.ostler.core.mail.Situation;
import org.ostler.core.receive.HeaderBudget;
import org.ostler.core.receive.ReceiveOptions;
import org.ostler.core.rewrite.RewriteRules;
import org.ostler.core.rewrite.Rewriter;
import org.ostler.testing.mail.MemorySettings;
import org.ostler.testing.transcript.Dialogue;

/** The house around a session under test, furnished by the settings of a dialogue. */
final class House {
  private static final Map<String, Option<?>> OPTIONS =
      SmtpOptions.all().stream().collect(Collectors.toMap(Option::name, Function.identity()));

  final MemoryLog log = new MemoryLog();
  final MemoryIntake intake = new MemoryIntake();
  final ScriptedAcls acls = new ScriptedAcls();
  final Contributions contributions = new Contributions();
  final StringBuilder etrn = new StringBuilder();
  final List<Authenticator> authenticators = new ArrayList<>();

  /** Who hears of events; null for nobody. */
  @Nullable RecordedEvents events;

  int sessions;
  HostLookup hosts = connection -> {};
  HeaderBudget headers = HeaderBudget.HEAP;
  volatile Instant now = Instant.parse("2026-11-21T01:09:36Z");
  private MemorySettings settings =
      MemorySettings.NONE
          .withText(
              ReceiveOptions.RECEIVED_HEADER_TEXT,
              "Received: by $primary_hostname with $received_protocol id $message_exim_id")
          .withText(SmtpOptions.SMTP_BANNER, "$primary_hostname ESMTP Ostler")
          .withText(SmtpOptions.SMTP_ACCEPT_MAX_NONMAIL, "100");

  static House of(Dialogue dialogue) {
    House house = new House();
    dialogue.settings().forEach(house::set);
    return house;
  }

  /**
   * {@code option name = value}, {@code acl phase verdict}, {@code log selector}, {@code spool
   * begin|accept|broken}, {@code sessions number}.
   */
  void set(String line) {
    String[] words = line.split(" ", 2);
    switch (words[0]) {
      case "option" -> {
        String[] sides = words[1].split("\\s*=\\s*", 2);
        Option<?> option = OPTIONS.get(sides[0]);
        if (option == null) {
          throw new IllegalArgumentException(line);
        }
        settings = settings.withText(option, sides[1]);
      }
      case "acl" -> acls.set(words[1]);
      case "log" -> log.selected.add(LogSelector.valueOf(words[1].toUpperCase(Locale.ROOT)));
      case "spool" -> intake.fails = words[1];
      case "sessions" -> sessions = Integer.parseInt(words[1]);
      case "memory", "socket" -> {}
      default -> throw new IllegalArgumentException(line);
    }
  }

  <T> House with(Option<T> option, T value) {
    settings = settings.with(option, value);
    return this;
  }

  SmtpServices services() {
    InstantSource clock = () -> now;
    SmtpPolicy policy =
        new SmtpPolicy(
            settings,
            variables(),
            acls,
            House::verify,
            new Rewriter(RewriteRules.none(), log),
            authenticators,
            PreambleWord.of(contributions.preambles.all()),
            null);
    return new SmtpServices(
        () -> policy,
        intake,
        log,
        hosts,
        (work, situation, whenOver) -> {
          if (work instanceof EtrnRunner.Work.QueueRun run) {
            etrn.append(run.pattern()).append(' ');
          }
          whenOver.run();
        },
        clock,
        org.ostler.core.acl.HostTrace.NONE,
        new Features(contributions, new Guard(log)),
        headers,
        ConcurrentHashMap.newKeySet());
  }

  /** What the session lets a view know. */
  private Situation.Variables variables() {
    return events == null ? House::variable : events.variables(House::variable);
  }

  private static @Nullable Text variable(String name, Situation situation) {
    return switch (name) {
      case "primary_hostname", "smtp_active_hostname" -> Text.of("mx.test.example");
      case "qualify_domain", "qualify_recipient" -> Text.of("test.example");
      case "tod_full" -> Text.of("Sat, 21 Nov 2026 01:09:36 +0000");
      case "received_protocol" -> Text.of(situation.envelope().protocol());
      case "message_exim_id" -> {
        QueueId id = situation.envelope().queueId();
        yield id == null ? null : Text.of(id.value());
      }
      default -> null;
    };
  }

  private static Verified verify(
      String address, Purpose purpose, List<String> options, Situation situation) {
    return switch (address.substring(0, Math.max(0, address.indexOf('@')))) {
      case "bad" -> new Verified.Bad("", "Unrouteable address", "route");
      case "fail" -> new Verified.Bad("left the company", "", "route");
      case "later" -> new Verified.Unknown("", "lookup failed");
      case "list" -> new Verified.Good(List.of("one@test.example", "two@test.example"));
      default -> new Verified.Good(List.of(address));
    };
  }
}
