// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.dns;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.ostler.api.dns.Resolver;
import org.ostler.api.option.InvalidArgument;
import org.ostler.api.option.Settings;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.ExtendedFlags;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/**
 * Asks recursive servers, follows aliases, and remembers answers for as long as they say. Safe for
 * many threads.
 */
public final class DnsResolver implements Resolver {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int TRIES = 2;
  private static final int ALIASES = 10;
  private static final long LONGEST_SECONDS = 3600;
  private static final long NEGATIVE_SECONDS = 30;

  private final List<SimpleResolver> servers = new ArrayList<>();
  private final int tries;
  private final Duration wait;
  private final Cache<Question, Kept> cache;

  /** Makes a resolver as the main options say. */
  public DnsResolver(Settings main) throws InvalidArgument {
    this(main, Ticker.systemTicker());
  }

  DnsResolver(Settings main, Ticker ticker) throws InvalidArgument {
    this.cache =
        Caffeine.newBuilder()
            .maximumSize(20_000)
            .ticker(ticker)
            .expireAfter(
                Expiry.<Question, Kept>creating(
                    (question, kept) -> Duration.ofSeconds(kept.seconds)))
            .build();
    List<InetSocketAddress> addresses =
        main.find(DnsOptions.DNS_SERVERS).isPresent()
            ? ServerList.parse(main.value(DnsOptions.DNS_SERVERS))
            : ServerList.system();
    Duration retrans = main.value(DnsOptions.DNS_RETRANS);
    this.wait = retrans.isZero() ? PATIENCE : retrans;
    this.tries = main.value(DnsOptions.DNS_RETRY) > 0 ? main.value(DnsOptions.DNS_RETRY) : TRIES;
    for (InetSocketAddress address : addresses) {
      SimpleResolver one = new SimpleResolver(address);
      one.setTimeout(wait);
      boolean secure = main.value(DnsOptions.DNS_DNSSEC_OK) > 0;
      // 0 turns EDNS off, which some old servers need; the DO flag cannot do without it.
      boolean plain = main.value(DnsOptions.DNS_USE_EDNS0) == 0 && !secure;
      one.setEDNS(plain ? -1 : 0, 0, secure ? ExtendedFlags.DO : 0);
      servers.add(one);
    }
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
      for (int i = 0; i < ALIASES; i++) {
        Message reply = send(name, Type.value(type.wireName()));
        authenticated &= reply.getHeader().getFlag(Flags.AD);
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

  /** Asks the servers one after another until one knows, as often as the configuration says. */
  private Message send(Name name, int type) throws IOException, InterruptedException {
    IOException last = new IOException("there is no name server to ask");
    for (int i = 0; i < tries; i++) {
      for (SimpleResolver server : servers) {
        try {
          Message reply = send(server, name, type);
          int code = reply.getRcode();
          if (code == Rcode.NOERROR || code == Rcode.NXDOMAIN) {
            return reply;
          }
          last = new IOException("the name server answered " + Rcode.string(code));
        } catch (IOException trouble) {
          last = trouble;
        }
      }
    }
    throw last;
  }

  private Message send(SimpleResolver server, Name name, int type)
      throws IOException, InterruptedException {
    Message query = Message.newQuery(Record.newRecord(name, type, DClass.IN));
    try {
      return server
          .sendAsync(query)
          .toCompletableFuture()
          .get(wait.toMillis() + 1000, TimeUnit.MILLISECONDS);
    } catch (ExecutionException failed) {
      throw new IOException("no answer from the name servers", failed.getCause());
    } catch (TimeoutException late) {
      throw new IOException("no answer from the name servers in time", late);
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
