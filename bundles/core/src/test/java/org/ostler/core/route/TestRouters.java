// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.route;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.ostler.api.dns.Resolver;
import org.ostler.api.option.InvalidArgument;
import org.ostler.api.option.Kind;
import org.ostler.api.option.Option;
import org.ostler.api.routing.RouterDriver;
import org.ostler.api.text.Text;
import org.ostler.core.filter.sieve.SieveNotice;
import org.ostler.core.log.Log;
import org.ostler.core.mail.Address;
import org.ostler.core.mail.Situation;
import org.ostler.core.rewrite.RewriteRules;
import org.ostler.core.rewrite.Rewriter;
import org.ostler.language.expansion.ListKind;
import org.ostler.testing.mail.MemoryExpandable;
import org.ostler.testing.mail.MemorySettings;

/**
 * Makes chains of routers from a text: a name and a colon, then option lines, as in a
 * configuration.
 */
public final class TestRouters {
  private final Surroundings surroundings;

  /** What was written to people. */
  final List<String> notices = new ArrayList<>();

  private final TestCompiler compiler = new TestCompiler();

  public TestRouters(Resolver resolver, InstantSource clock, Log log, Path passwords) {
    this.surroundings =
        new Surroundings(
            resolver,
            new LocalHosts(
                address -> address.getHostAddress().equals("192.0.2.99"), Path.of("/nonexistent")),
            new Users(passwords),
            clock,
            new Random(1),
            new TestCompiler(),
            log,
            new Notices() {
              @Override
              public void send(String to, String subject, String text, Situation about) {
                notices.add(to + "\n" + subject + "\n\n" + text);
              }

              @Override
              public void send(SieveNotice notice, Situation about) {
                StringBuilder told = new StringBuilder();
                notice.fields().forEach(field -> told.append(field.text()));
                notices.add(notice.sender().address() + "\n" + told + "\n" + notice.body());
              }
            },
            name -> name.startsWith("smtp"),
            new Rewriter(RewriteRules.none(), log));
  }

  public RouterChain chain(String text) throws InvalidArgument {
    List<Router> routers = new ArrayList<>();
    String name = null;
    List<String> options = new ArrayList<>();
    for (String line : (text + "\n:").lines().toList()) {
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      if (!line.startsWith(" ")) {
        if (name != null) {
          routers.add(router(name, options));
        }
        name = line.replace(":", "").strip();
        options = new ArrayList<>();
      } else {
        options.add(line.strip());
      }
    }
    return new RouterChain(routers, surroundings);
  }

  private Router router(String name, List<String> lines) throws InvalidArgument {
    RouterDriver driver = new AcceptRouter();
    for (String line : lines) {
      if (line.startsWith("driver")) {
        driver = driver(line.substring(line.indexOf('=') + 1).strip());
      }
    }
    MemorySettings settings =
        MemorySettings.named(name)
            .with(RouterOptions.LOG_AS_LOCAL, driver instanceof AcceptRouter)
            .with(RouterOptions.RETRY_USE_LOCAL_PART, !(driver instanceof DnslookupRouter));
    for (String line : lines) {
      if (!line.startsWith("driver")) {
        settings = set(settings, line, driver);
      }
    }
    return Router.of(settings, driver.prepare(settings), compiler);
  }

  private RouterDriver driver(String name) {
    return switch (name) {
      case "accept" -> new AcceptRouter();
      case "redirect" -> new RedirectRouter(surroundings);
      case "dnslookup" -> new DnslookupRouter(surroundings);
      case "manualroute" -> new ManualrouteRouter(surroundings);
      case "ipliteral" -> new IpliteralRouter(surroundings);
      default -> throw new IllegalArgumentException(name);
    };
  }

  private MemorySettings set(MemorySettings settings, String line, RouterDriver driver)
      throws InvalidArgument {
    int equals = line.indexOf('=');
    String word = equals < 0 ? line : line.substring(0, equals).strip();
    String value = equals < 0 ? "true" : line.substring(equals + 1).strip();
    List<Option<?>> all = new ArrayList<>(RouterOptions.ALL);
    all.addAll(driver.options());
    for (Option<?> option : all) {
      if (option.name().equals(word)) {
        return with(settings, option, value);
      }
      if (word.equals("no_" + option.name())) {
        return with(settings, option, "false");
      }
    }
    throw new IllegalArgumentException(line);
  }

  @SuppressWarnings("unchecked") // the kind says of which type the value is
  private <T> MemorySettings with(MemorySettings settings, Option<T> option, String value)
      throws InvalidArgument {
    if (option.kind().word().endsWith("list") && !option.kind().equals(Kind.STRINGS)) {
      return settings.with(option, (T) compiler.list(ListKind.DOMAIN, value));
    }
    if (option.kind().equals(Kind.EXPANDED)) {
      return settings.with(option, (T) new MemoryExpandable(value.replace("\\n", "\n")));
    }
    return settings.withText(option, value);
  }

  /** The variables that routers of tests use. */
  public static @Nullable Text variable(String name, Situation situation) {
    Address address = situation.addressee();
    if (address == null) {
      return name.equals("qualify_domain") ? Text.of("example.com") : null;
    }
    return switch (name) {
      case "local_part" -> Text.tainted(address.localPart(), "the RCPT command");
      case "domain" -> Text.tainted(address.domain(), "the RCPT command");
      case "local_part_prefix" -> Text.of(address.prefix);
      case "local_part_suffix" -> Text.of(address.suffix);
      case "local_part_data" -> address.localPartData;
      case "address_data" -> address.addressData == null ? Text.EMPTY : address.addressData;
      case "primary_hostname" -> Text.of("mail.corp.example");
      case "home" -> Text.of(String.valueOf(address.home));
      case "qualify_domain" -> Text.of("example.com");
      default -> address.routerVariables.get(name);
    };
  }
}
