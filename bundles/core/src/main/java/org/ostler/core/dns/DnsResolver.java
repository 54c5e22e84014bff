// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.dns;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.ostler.api.dns.Resolver;
import org.ostler.api.mail.MailView;
import org.ostler.api.option.InvalidArgument;
import org.ostler.api.option.Settings;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/**
 * Asks recursive servers, follows aliases, and remembers answers for as long as they say. Safe for
 * many threads.
 */
public final class DnsResolver implements Resolver {
  /** Of one reply. */
  private static final int ALIASES = 10;

  private static final long LONGEST_SECONDS = 3600;
  private static final long NEGATIVE_SECONDS = 30;

  private final NameServers servers;
  private final int loops;
  private final Authenticity authenticity;
  private final Cache<Question, Kept> cache;

  /** Makes a resolver as the main options say. */
  public DnsResolver(Settings main) throws InvalidArgument {
    this(main, Authenticity.STRICT, Ticker.systemTicker());
  }

  /**
   * The same with zones about which a server's own knowledge is trusted; {@code view} is what the
   * list is expanded in.
   */
  public DnsResolver(Settings main, Supplier<? extends MailView> view) throws InvalidArgument {
    this(main, TrustedZones.of(main, view), Ticker.systemTicker());
  }

  DnsResolver(Settings main, Ticker ticker) throws InvalidArgument {
    this(main, Authenticity.STRICT, ticker);
  }

  private DnsResolver(Settings main, Authenticity authenticity, Ticker ticker)
      throws InvalidArgument {
    this.authenticity = authenticity;
    this.cache =
        Caffeine.newBuilder()
            .maximumSize(20_000)
            .ticker(ticker)
            .expireAfter(
                Expiry.<Question, Kept>creating(
                    (question, kept) -> Duration.ofSeconds(kept.seconds)))
            .build();
    this.servers = new NameServers(main);
    this.loops = main.value(DnsOptions.DNS_CNAME_LOOPS);
  }

  @Override
  public Answer query(String name, RecordType type) throws InterruptedException {
    Question question = new Question(name.toLowerCase(Locale.ROOT), type);
    Kept known = cache.getIfPresent(question);
    if (known != null) {
      return known.answer;
    }
    Kept found = ask(name, type);
    if (found.seconds > 0) {
      cache.put(question, found);
    }
    return found.answer;
  }

  private Kept ask(String text, RecordType type) throws InterruptedException {
    try {
      if (text.equals("@")) {
        throw new TextParseException("@ stands for another name in zone files");
      }
      Name name = Name.fromString(text, Name.root);
      boolean authenticated = true;
      long seconds = LONGEST_SECONDS;
      for (int i = 0; i <= loops; i++) {
        Message reply = servers.ask(name, Type.value(type.wireName()));
        authenticated &= servers.asksForSecurity() && authenticity.of(reply);
        Chain chain = Chain.of(reply, name, Type.value(type.wireName()));
        seconds = Math.min(seconds, chain.seconds);
        if (!chain.records.isEmpty()) {
          return records(chain, type, authenticated, seconds);
        }
        if (chain.end.equals(name) || reply.getRcode() == Rcode.NXDOMAIN || hasAuthority(reply)) {
          return nothing(reply, authenticated, seconds);
        }
        name = chain.end;
      }
      return Kept.not("too many aliases: " + text);
    } catch (TextParseException | IllegalArgumentException notName) {
      return new Kept(new Answer.NoSuchName(false), LONGEST_SECONDS);
    } catch (IOException trouble) {
      return Kept.not(text + ": " + trouble.getMessage());
    }
  }

  private static boolean hasAuthority(Message reply) {
    return reply.getSection(Section.AUTHORITY).stream().anyMatch(SOARecord.class::isInstance);
  }

  private static Kept records(Chain chain, RecordType type, boolean authenticated, long seconds) {
    List<String> texts = chain.records.stream().map(record -> RecordText.of(record, type)).toList();
    return new Kept(new Answer.Records(texts, authenticated, seconds), seconds);
  }

  private static Kept nothing(Message reply, boolean authenticated, long seconds) {
    Answer answer =
        reply.getRcode() == Rcode.NXDOMAIN
            ? new Answer.NoSuchName(authenticated)
            : new Answer.NoData(authenticated);
    // RFC 2308 §5: as long as the SOA record says, by its TTL and its last field.
    long negative =
        reply.getSection(Section.AUTHORITY).stream()
            .filter(SOARecord.class::isInstance)
            .mapToLong(soa -> Math.min(soa.getTTL(), ((SOARecord) soa).getMinimum()))
            .findFirst()
            .orElse(NEGATIVE_SECONDS);
    return new Kept(answer, Math.min(seconds, negative));
  }

  private record Question(String name, RecordType type) {}

  /** An answer and how long it may be kept. */
  private record Kept(Answer answer, long seconds) {
    static Kept not(String reason) {
      return new Kept(new Answer.TryAgain(reason), 0);
    }
  }

  /** The records at the end of a chain of aliases in one reply. */
  private record Chain(Name end, List<Record> records, long seconds) {
    static Chain of(Message reply, Name start, int type) {
      Name at = start;
      long seconds = LONGEST_SECONDS;
      List<Record> answers = reply.getSection(Section.ANSWER);
      for (int i = 0; i < ALIASES; i++) {
        Name here = at;
        List<Record> found =
            answers.stream().filter(r -> r.getType() == type && r.getName().equals(here)).toList();
        if (!found.isEmpty()) {
          long least = found.stream().mapToLong(Record::getTTL).min().orElse(0);
          return new Chain(here, found, Math.min(seconds, least));
        }
        CNAMERecord alias = alias(answers, here);
        if (alias == null || alias.getTarget().equals(here)) {
          break;
        }
        seconds = Math.min(seconds, alias.getTTL());
        at = alias.getTarget();
      }
      return new Chain(at, List.of(), seconds);
    }

    private static @Nullable CNAMERecord alias(List<Record> answers, Name owner) {
      for (Record record : answers) {
        if (record instanceof CNAMERecord alias && alias.getName().equals(owner)) {
          return alias;
        }
      }
      return null;
    }
  }
}
