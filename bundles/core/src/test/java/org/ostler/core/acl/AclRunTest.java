// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.acl;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ostler.api.acl.AclView;
import org.ostler.api.acl.Condition;
import org.ostler.api.acl.Control;
import org.ostler.api.acl.Modifier;
import org.ostler.api.acl.Phase;
import org.ostler.api.mail.Recipient;
import org.ostler.api.mail.ReversePath;
import org.ostler.api.text.Text;
import org.ostler.core.mail.Address;
import org.ostler.core.mail.Connection;
import org.ostler.core.mail.Message;
import org.ostler.core.mail.Message.AddedHeader;
import org.ostler.core.mail.Message.Place;
import org.ostler.core.mail.Situation;
import org.ostler.testing.mail.MemorySettings;

class AclRunTest {
  private static final String ZONE =
      """
      7.2.0.192.list.example.  A 127.0.0.2
      7.2.0.192.list.example.  A 127.0.0.4
      7.2.0.192.list.example.  TXT "listed for reasons"
      7.2.0.192.only.example.  A 127.0.0.2
      bad.example.names.example. A 127.0.0.3
      7.2.0.192.wild.example.  A 10.0.0.1
      7.2.0.192.in-addr.arpa.  PTR client.example.
      client.example.          A 192.0.2.7
      _client._smtp.client.example. SRV 1 2 1 client.example.
      _client._smtp.no.example. SRV 1 1 1 no.example.
      _client._smtp.lax.example. SRV 1 2 0 lax.example.
      _client._smtp.tight.lax.example. SRV 1 2 1 lax.example.
      _client._smtp.far.off.wide.example. SRV 1 2 1 wide.example.
      _client._smtp.192.in-addr.arpa. SRV 1 2 1 wide.example.
      """;

  @TempDir Path directory;

  private AclHouse house = new AclHouse(ZONE);
  private @Nullable Situation situation;

  @ParameterizedTest
  @CsvSource({
    "list.example, yes",
    "none.example, no",
    "none.example : list.example, yes",
    "list.example=127.0.0.2, yes",
    "list.example=127.0.0.9, no",
    "'list.example=127.0.0.9,127.0.0.4', yes",
    "list.example==127.0.0.2, no",
    "'list.example==127.0.0.2,127.0.0.4', yes",
    "list.example!=127.0.0.2, no",
    "list.example!==127.0.0.2, yes",
    "list.example&0.0.0.6, no",
    "list.example&0.0.0.4, yes",
    "'list.example=&0.0.0.2,0.0.0.4', yes",
    "list.example!&0.255.255.0, yes",
    "names.example/bad.example, yes",
    "names.example/good.example, no",
    "names.example/<;good.example;bad.example, yes",
    "list.example/192.0.2.8, no",
    "wild.example, no",
    "'only.example,list.example=127.0.0.4', yes",
    "'none.example,list.example=127.0.0.4', no",
    "+include_unknown : none.example, no",
  })
  void dnslists(String list, String expected) throws Exception {
    String conf = "acl_smtp_rcpt = r\nbegin acl\nr:\n deny dnslists = " + list + "\n accept\n";
    assertThat(run(conf) instanceof Decision.Deny ? "yes" : "no").isEqualTo(expected);
  }

  @Test
  void dnslistsSetTheirVariables() throws Exception {
    assertThat(
            run(
                "acl_smtp_rcpt = r\nbegin acl\nr:\n deny dnslists = list.example\n"
                    + " message = $dnslist_domain|$dnslist_matched|$dnslist_value|$dnslist_text\n"))
        .isEqualTo(
            new Decision.Deny(
                "list.example|192.0.2.7|127.0.0.2, 127.0.0.4|listed for reasons",
                "list.example|192.0.2.7|127.0.0.2, 127.0.0.4|listed for reasons",
                false));
  }

  @Test
  void reverseLookupHeloAndClientAuthorization() throws Exception {
    String conf =
        "acl_smtp_rcpt = r\n"
            + "begin acl\n"
            + "r:\n"
            + " require verify = reverse_host_lookup\n"
            + " require verify = helo\n"
            + " require verify = csa\n"
            + " deny !verify = csa/no.example\n"
            + " message = $csa_status\n";
    assertThat(run(conf))
        .isEqualTo(
            new Decision.Deny(
                "fail", "client SMTP authorization failed (host name not authorized)", false));
    assertThat(view().peer().hostName()).isEqualTo("client.example");
    assertThat(view().peer().heloVerified).isTrue();
  }

  /** From the top, as far as {@code dns_csa_search_limit} says, and past what requires nothing. */
  @Test
  void domainsAboveMayRequireARecordOfEachClient() throws Exception {
    assertThat(authorization(5, "x.lax.example")).isEqualTo("unknown");
    assertThat(authorization(5, "y.x.tight.lax.example")).isEqualTo("fail");
    assertThat(authorization(5, "x.far.off.wide.example")).isEqualTo("fail");
    assertThat(authorization(3, "x.far.off.wide.example")).isEqualTo("fail");
    assertThat(authorization(2, "x.far.off.wide.example")).isEqualTo("unknown");
    assertThat(authorization(0, "y.x.tight.lax.example")).isEqualTo("unknown");
    // The domain itself is not above itself, and of the topmost ones nobody asks.
    assertThat(authorization(5, "wide.example")).isEqualTo("unknown");
    assertThat(authorization(5, "example")).isEqualTo("unknown");
    // In the reverse DNS the limit is another.
    assertThat(authorization(0, "[192.0.2.99]")).isEqualTo("fail");
  }

  private String authorization(int limit, String domain) throws Exception {
    house = new AclHouse(ZONE);
    house.settings = MemorySettings.named("").with(AclOptions.DNS_CSA_SEARCH_LIMIT, limit);
    Decision decision =
        run(
            "acl_smtp_rcpt = r\nbegin acl\nr:\n warn verify = csa/"
                + domain
                + "\n accept message = $csa_status\n");
    return ((Decision.Accept) decision).userMessage();
  }

  @Test
  void rateRisesWithEachEventAndFallsWithTime() throws Exception {
    AclEvaluator acls =
        configure(
            "acl_smtp_rcpt = r\nbegin acl\nr:\n deny ratelimit = 3 / 1h / per_rcpt / strict\n"
                + " message = $sender_rate\n accept\n");
    assertThat(acls.run(Phase.RCPT, fresh())).isInstanceOf(Decision.Accept.class);
    assertThat(acls.run(Phase.RCPT, fresh())).isInstanceOf(Decision.Accept.class);
    assertThat(acls.run(Phase.RCPT, fresh())).isInstanceOf(Decision.Deny.class);
    house.now = house.now.plus(Duration.ofHours(2));
    assertThat(acls.run(Phase.RCPT, fresh())).isInstanceOf(Decision.Accept.class);
  }

  @Test
  void leakyRatesForgetWhatWasRefusedAndUniqueOnesCountOnce() throws Exception {
    AclEvaluator acls =
        configure(
            "acl_smtp_rcpt = r\nbegin acl\nr:\n deny ratelimit = 2 / 1h / per_rcpt / leaky / a\n"
                + "  message = $sender_rate\n warn ratelimit = 100 / 1h / per_addr / strict / b\n"
                + " accept message = $sender_rate\n");
    assertThat(acls.run(Phase.RCPT, fresh())).isEqualTo(new Decision.Accept("1.0", "1.0"));
    assertThat(acls.run(Phase.RCPT, fresh())).isInstanceOf(Decision.Deny.class);
    assertThat(house.hints.get("ratelimit/1h/per_rcpt/a")).startsWith("1.0 ");
    assertThat(house.hints.get("ratelimit/1h/per_rcpt/unique/b")).startsWith("1.0 ");
  }

  @Test
  void seenGreylists() throws Exception {
    AclEvaluator acls =
        configure(
            "acl_smtp_rcpt = r\nbegin acl\nr:\n"
                + " defer !seen = -5m / key=${sender_host_address}_$local_part@$domain\n accept\n");
    assertThat(acls.run(Phase.RCPT, fresh())).isInstanceOf(Decision.Defer.class);
    house.now = house.now.plus(Duration.ofMinutes(4));
    assertThat(acls.run(Phase.RCPT, fresh())).isInstanceOf(Decision.Defer.class);
    house.now = house.now.plus(Duration.ofMinutes(2));
    assertThat(acls.run(Phase.RCPT, fresh())).isInstanceOf(Decision.Accept.class);
    assertThat(house.hints).containsOnlyKeys("seen/192.0.2.7_alice@test.example");
  }

  @Test
  void headerFieldsGoWhereTheySay() throws Exception {
    run(
        "acl_smtp_rcpt = r\n"
            + "begin acl\n"
            + "r:\n"
            + " warn add_header = X-A: 1\\n"
            + " 2\\n"
            + ":at_start:X-B: 3\\n"
            + ":after_received: X-C: 4\n"
            + "  add_header = no name\n"
            + "  add_header = X-A: 1\\n"
            + " 2\n"
            + "  add_header = :at_start_rfc:X-D: 5\n"
            + "  remove_header = Subject : X-Foo\n"
            + " accept\n");
    assertThat(view().envelope().addedHeaders)
        .containsExactly(
            new AddedHeader("X-A: 1\n 2\n", Place.END),
            new AddedHeader("X-B: 3\n", Place.START),
            new AddedHeader("X-C: 4\n", Place.AFTER_RECEIVED),
            new AddedHeader("X-ACL-Warn: no name\n", Place.END),
            new AddedHeader("X-D: 5\n", Place.AFTER_TRACE));
    assertThat(view().envelope().removedHeaders).containsExactly("Subject", "X-Foo");
  }

  @Test
  void controlsReachTheMessage() throws Exception {
    run(
        "acl_smtp_rcpt = r\n"
            + "begin acl\n"
            + "r:\n"
            + " accept control = freeze/no_tell\n"
            + " control = queue/first_pass_route\n"
            + " control = submission/domain=d.example/name=A/B\n"
            + " control = fakereject/no\n");
    assertThat(view().envelope().controls)
        .extracting(
            c -> c.freeze,
            c -> c.freezeQuietly,
            c -> c.queueRouteFirst,
            c -> c.submissionDomain,
            c -> c.submissionName,
            c -> c.fakeReject)
        .containsExactly(true, true, true, "d.example", "A/B", "no");
  }

  @Test
  void delayWaitsUnlessDry() throws Exception {
    run("acl_smtp_rcpt = r\nbegin acl\nr:\n accept delay = 1m5s\n");
    assertThat(house.delays).containsExactly("PT1M5S");
  }

  @Test
  void wordsOfFeaturesWork() throws Exception {
    house.words = new TestWords();
    String conf =
        "acl_smtp_rcpt = r\n"
            + "begin acl\n"
            + "r:\n"
            + " warn note = $local_part\n"
            + "  control = mark/x\n"
            + " deny moon = full\n"
            + "  message = werewolves\n"
            + " defer moon = new\n"
            + " accept !moon = gone\n";
    assertThat(run(conf)).isEqualTo(new Decision.Defer("", "cannot see the moon", false));
    assertThat(((TestWords) house.words).heard).isEqualTo("alice x");
  }

  @Test
  void domainDataAndCapturesAreThere() throws Exception {
    assertThat(
            run(
                "acl_smtp_rcpt = r\n"
                    + "begin acl\n"
                    + "r:\n"
                    + " deny domains = ^(.*)\\N\\.example$\\N\n"
                    + "  message = $1 $domain\n"))
        .isEqualTo(new Decision.Deny("test test.example", "test test.example", false));
  }

  /** The lines are Exim's for the same lists. */
  @Test
  void tracesSayWhichItemDecided() throws Exception {
    Path file =
        Files.writeString(
            directory.resolve("conf"),
            "hostlist relay = 10.0.0.0/8 : 127.0.0.1\n"
                + "domainlist ours = test.example : *.foo\n"
                + "acl_smtp_rcpt = r\n"
                + "begin acl\n"
                + "r:\n"
                + " accept hosts = :\n"
                + " warn domains = test.example : x.y\n"
                + " accept hosts = +relay : !192.0.2.7\n"
                + " accept domains = +ours\n");
    house.configure(file, true).run(Phase.RCPT, fresh());
    assertThat(house.heard.stream().filter(line -> line.contains("? ")))
        .containsExactly(
            ">>> host in \":\"? no (end of list)",
            ">>> test.example in \"test.example : x.y\"? yes (matched \"test.example\")",
            ">>> host in \"10.0.0.0/8 : 127.0.0.1\"? no (end of list)",
            ">>> host in \"+relay : !192.0.2.7\"? no (matched \"!192.0.2.7\")",
            ">>> test.example in \"test.example : *.foo\"? yes (matched \"test.example\")",
            ">>> test.example in \"+ours\"? yes (matched \"+ours\")");
  }

  @Test
  void fortyStatementsCostMicroseconds() throws Exception {
    StringBuilder conf =
        new StringBuilder(
            "domainlist ours = a.example : b.example : *.c.example\n"
                + "acl_smtp_rcpt = r\n"
                + "begin acl\n"
                + "r:\n");
    for (int i = 0; i < 10; i++) {
      conf.append(" deny hosts = 10.").append(i).append(".0.0/16 : 172.16.0.0/12\n");
      conf.append(" deny senders = *@spam")
          .append(i)
          .append(".example\n  message = no $sender_address\n");
      conf.append(" warn condition = ${if eq{$local_part}{nobody")
          .append(i)
          .append("}}\n  set acl_m0 = x\n");
      conf.append(" accept domains = +ours\n  local_parts = a : b : c\n");
    }
    AclEvaluator acls = configure(conf + " deny message = relay not permitted\n");
    Situation mail = fresh();
    Decision last = new Decision.Accept("");
    int rounds = 20_000;
    for (int i = 0; i < rounds; i++) {
      last = acls.run(Phase.RCPT, mail);
    }
    long start = System.nanoTime();
    for (int i = 0; i < rounds; i++) {
      last = acls.run(Phase.RCPT, mail);
    }
    double micros = (System.nanoTime() - start) / 1000.0 / rounds;
    assertThat(last)
        .isEqualTo(new Decision.Deny("relay not permitted", "relay not permitted", false));
    // Some thirty on a busy machine; the bound is for a list that is taken apart at each use.
    assertThat(micros).isLessThan(1000);
  }

  private Situation view() {
    return java.util.Objects.requireNonNull(situation);
  }

  private Decision run(String configuration) throws Exception {
    AclEvaluator acls = configure(configuration);
    assertThat(house.problems).isEmpty();
    return acls.run(Phase.RCPT, fresh());
  }

  private AclEvaluator configure(String configuration) throws Exception {
    Path file =
        Files.writeString(directory.resolve("conf"), configuration, StandardCharsets.ISO_8859_1);
    return house.configure(file, false);
  }

  private Situation fresh() throws Exception {
    Connection peer = new Connection(InetAddress.getByName("192.0.2.7"), 1025, null, 25, house.now);
    peer.heloName("client.example");
    Message message = new Message(house.now);
    message.sender(new ReversePath("s@x.example"));
    situation = new Situation(house.variables(), MemorySettings.NONE, peer, message);
    situation.addressee(Address.of(new Recipient("alice@test.example")));
    return situation;
  }

  /** A moon that is never full, a note, and a mark. */
  private static final class TestWords implements AclWords {
    private String heard = "";

    @Override
    public Optional<Condition> condition(String name) {
      return name.equals("moon") ? Optional.of(new Moon()) : Optional.empty();
    }

    @Override
    public Optional<Modifier> modifier(String name) {
      Modifier note =
          new Modifier() {
            @Override
            public String name() {
              return "note";
            }

            @Override
            public Set<Phase> phases() {
              return Set.of(Phase.RCPT);
            }

            @Override
            public void apply(Text argument, AclView acl) {
              heard += argument.value();
            }
          };
      return name.equals("note") ? Optional.of(note) : Optional.empty();
    }

    @Override
    public Optional<Control> control(String name) {
      Control mark =
          new Control() {
            @Override
            public String name() {
              return "mark";
            }

            @Override
            public Set<Phase> phases() {
              return Set.of(Phase.RCPT);
            }

            @Override
            public void apply(Text options, AclView acl) {
              heard += " " + options.value();
            }
          };
      return name.equals("mark") ? Optional.of(mark) : Optional.empty();
    }
  }

  private static final class Moon implements Condition {
    @Override
    public String name() {
      return "moon";
    }

    @Override
    public Set<Phase> phases() {
      return Set.of(Phase.RCPT);
    }

    @Override
    public Verdict test(Text argument, AclView acl) {
      return argument.value().equals("new")
          ? new Verdict.Deferred("cannot see the moon")
          : new Verdict.NotMet("");
    }
  }
}
