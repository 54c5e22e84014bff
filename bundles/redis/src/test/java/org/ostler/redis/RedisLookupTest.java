// SPDX-License-Identifier: Apache-2.0
package org.ostler.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ostler.api.list.ListItems;
import org.ostler.api.lookup.Lookup;
import org.ostler.api.lookup.Lookup.Answer;
import org.ostler.api.mail.MailView;
import org.ostler.api.option.InvalidArgument;
import org.ostler.api.option.OptionSet;
import org.ostler.api.text.Text;
import org.ostler.testing.feature.DeclaredWords;
import org.ostler.testing.lookup.LookupContract;
import org.ostler.testing.mail.MemoryMail;
import org.ostler.testing.mail.MemorySettings;
import org.ostler.testing.option.OptionSetContract;
import org.ostler.testing.peers.Peers;
import org.ostler.testing.peers.Redis;
import org.ostler.testing.peers.RequiresPeer;
import org.ostler.testing.peers.Waiting;

/** Against a real Redis. */
@RequiresPeer({"redis-server", "redis-cli"})
@Timeout(120)
class RedisLookupTest implements LookupContract, OptionSetContract {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir static Path directory;
  private static Redis redis;

  private final RedisLookup lookup = new RedisLookup();

  @BeforeAll
  static void start() throws IOException {
    redis = Redis.start(directory.resolve("main"));
  }

  @AfterAll
  static void stop() {
    redis.close();
  }

  @AfterEach
  void close() {
    lookup.close();
  }

  @Override
  public Lookup lookup() {
    return lookup;
  }

  @Override
  public Query present() throws Exception {
    redis.cli("SET", "key", "value");
    return new Query(Text.of("GET key"), null);
  }

  @Override
  public String value() {
    return "value";
  }

  @Override
  public Query absent() {
    return new Query(Text.of("LRANGE none 0 -1"), null);
  }

  @Override
  public MailView mail() {
    return new MemoryMail().under(servers(server(redis)));
  }

  @Override
  public OptionSet options() {
    return new RedisOptions();
  }

  private static String server(Redis redis) {
    return "127.0.0.1::" + redis.port() + "//";
  }

  private static MemorySettings servers(String list) {
    return MemorySettings.NONE.with(RedisOptions.SERVERS, list);
  }

  private String ask(String list, String query, String... options) throws InterruptedException {
    try {
      return text(
          lookup
              .prepare(List.of(options), servers(list))
              .find(Text.of(query), null, new MemoryMail()));
    } catch (InvalidArgument e) {
      return "WRONG " + e.getMessage();
    }
  }

  private String ask(String query) throws InterruptedException {
    return ask(server(redis), query);
  }

  private static String text(Answer answer) {
    return switch (answer) {
      case Answer.Found(Text value, boolean lasting) ->
          (lasting ? "" : "ONCE ") + value.value().replace('\n', '|');
      case Answer.Missing _ -> "MISSING";
      case Answer.Deferred(String reason) -> "DEFERRED " + reason;
      case Answer.Failed(String reason) -> "FAILED " + reason;
    };
  }

  @Test
  void declaresItsWords() {
    assertThat(DeclaredWords.of(RedisLookup.class, RedisOptions.class))
        .hasToString("{lookup=[redis], option.main=[redis_servers]}");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      delimiterString = " -> ",
      value = {
        "PING -> PONG",
        "GET none -> ~ONCE ~",
        "DEL none -> false",
        "SADD single one -> true",
        "SMEMBERS single -> one",
        "SISMEMBER single one -> true",
        "SISMEMBER single two -> false",
        "RPUSH list a c -> true",
        "LRANGE list 0 -1 -> a|c",
        "LRANGE none 0 -1 -> MISSING",
        "~SET  spaced\\ key\ta\\ \\\\b ~ -> OK",
        "GET spaced\\ key -> a \\b",
        "EVAL return\\ {1,{2,'x',{3}},'y',false,'z'} 0 -> 1||2|x||y||z",
        "EVAL return\\ {} 0 -> MISSING",
        "EVAL return\\ {{}} 0 -> MISSING",
        "EVAL return\\ {false} 0 -> MISSING",
        "EVAL return\\ {''} 0 -> ~~",
        "EVAL return\\ {'','x'} 0 -> |x",
        "EVAL return\\ -5 0 -> true",
        "EVAL return\\ {-5} 0 -> -5",
      })
  void repliesBecomeText(String query, String expected) throws Exception {
    assertThat(ask(query)).isEqualTo(expected);
  }

  @Test
  void octetsPassUnchanged() throws Exception {
    assertThat(ask("SET bin\u00ff \u0000\u0001\u00e9\\\n")).isEqualTo("OK");
    assertThat(ask("GET bin\u00ff")).isEqualTo("\u0000\u0001\u00e9|");
  }

  @Test
  void quotingKeepsAnyTextOneWord() throws Exception {
    String nasty = "a b\\c\td\n'\"\u00e9 FLUSHALL";
    String quoted = lookup.quote(nasty, "");
    assertThat(ask("SET nasty " + quoted)).isEqualTo("OK");
    assertThat(ask("GET nasty")).isEqualTo(nasty.replace('\n', '|'));
    assertThat(lookup.quote(nasty, "x")).isNull();
  }

  @Test
  void anErrorDefers() throws Exception {
    assertThat(ask("NOSUCH x")).startsWith("DEFERRED REDIS: query failed: ERR unknown command");
    assertThat(ask("")).isEqualTo("DEFERRED REDIS: the query is empty");
    assertThat(ask("ECHO" + " x".repeat(32))).contains("33 words");
    assertThat(ask("", "GET x")).contains("redis_servers option");
  }

  @Test
  void databasesAndPasswords() throws Exception {
    try (Redis guarded = Redis.start(directory.resolve("guarded"), "--requirepass", "secret")) {
      String base = "127.0.0.1::" + guarded.port();
      assertThat(ask(base + "//", "GET x")).contains("NOAUTH");
      assertThat(ask(base + "//wrong", "GET x")).contains("DEFERRED REDIS").contains("WRONGPASS");
      assertThat(ask(base + "/10/secret", "SET x ten")).isEqualTo("OK");
      assertThat(ask(base + "//secret", "GET x")).isEqualTo("ONCE ");
      assertThat(ask(base + "/10/secret", "GET x")).isEqualTo("ten");
      // A query that chooses another database leaves no trace for the next.
      assertThat(ask(base + "/10/secret", "SELECT 0")).isEqualTo("OK");
      assertThat(ask(base + "/10/secret", "GET x")).isEqualTo("ten");
      assertThat(ask(base + "/99/secret", "GET x")).contains("DB index is out of range");
    }
  }

  /** The three forms of Exim's list of experimental features: of its port, and of another. */
  @Test
  void documentedServers() throws Exception {
    assertThat(ServerAddress.parse("127.0.0.1/10/"))
        .isEqualTo(new ServerAddress("127.0.0.1", 6379, null, 10, null));
    assertThat(ServerAddress.parse("127.0.0.1//password"))
        .isEqualTo(new ServerAddress("127.0.0.1", 6379, null, 0, "password"));
    assertThat(ServerAddress.parse("127.0.0.1//"))
        .isEqualTo(new ServerAddress("127.0.0.1", 6379, null, 0, null));
    String base = "127.0.0.1::" + redis.port();
    assertThat(ask(base + "/10/", "SET documented ten")).isEqualTo("OK");
    assertThat(ask(base + "/10/", "GET documented")).isEqualTo("ten");
    assertThat(ask(base + "//", "GET documented")).isEqualTo("ONCE ");
  }

  @Test
  void unixSockets() throws Exception {
    Path shortPath = Files.createTempDirectory("r");
    try (Redis local = Redis.start(shortPath)) {
      String server = "localhost(" + local.socket() + ")/2/";
      assertThat(ask(server, "SET big " + "x".repeat(3_000_000))).isEqualTo("OK");
      assertThat(ask(server, "GET big")).hasSize(3_000_000);
      assertThat(ask(server, "BLPOP none 1")).isEqualTo("ONCE ");
    }
    assertThat(ask("x(" + shortPath + "/redis.sock)//", "GET x")).startsWith("DEFERRED REDIS");
    Files.deleteIfExists(shortPath.resolve("output"));
    Files.deleteIfExists(shortPath.resolve("redis.sock"));
    Files.deleteIfExists(shortPath);
  }

  @ParameterizedTest
  @CsvSource({
    "host, incomplete Redis server data: host",
    "host/secret, incomplete Redis server data: host",
    "a/b/1/, unexpected slash in Redis server hostname: a/b",
    "h:x//, wrong port",
    "h:70000//, wrong port",
    "h/x/, number of a Redis database",
    "//pw, without a host",
  })
  void wrongServersAreToldWithoutTheirPasswords(String server, String expected) {
    assertThatThrownBy(() -> ServerAddress.parse(server))
        .isInstanceOf(InvalidArgument.class)
        .hasMessageContaining(expected)
        .message()
        .doesNotContain("secret", "pw");
  }

  @Test
  void serversAreReadAsWritten() throws Exception {
    assertThat(ServerAddress.parse("h/10/"))
        .isEqualTo(new ServerAddress("h", 6379, null, 10, null));
    assertThat(ServerAddress.parse("[::1]:7//p"))
        .isEqualTo(new ServerAddress("::1", 7, null, 0, "p"));
    assertThat(ServerAddress.parse("h(/a/b)//"))
        .isEqualTo(new ServerAddress("h", 6379, "/a/b", 0, null));
    assertThat(ListItems.of("a::1// : b/2/ :: c")).containsExactly("a:1//", "b/2/ : c");
    assertThat(ListItems.of("<; [::1]:7//; b//")).containsExactly("[::1]:7//", "b//");
  }

  @Test
  void aServerMayBeChosen() throws Exception {
    try (Redis second = Redis.start(directory.resolve("second"))) {
      redis.cli("SET", "who", "first");
      second.cli("SET", "who", "second");
      String both = server(redis) + " : " + server(second);
      String name = "127.0.0.1::" + second.port();
      assertThat(ask(both, "GET who")).isEqualTo("first");
      assertThat(ask(both, "GET who", "servers=" + name)).isEqualTo("second");
      assertThat(ask(both, "GET who", "servers=" + name + "//")).isEqualTo("second");
      assertThat(ask(both, "GET who", "servers=other")).startsWith("WRONG there is no other");
    }
  }

  @Test
  void aDeadServerDefersAndComesBackByItself() throws Exception {
    Path home = directory.resolve("dying");
    int port;
    try (Redis dying = Redis.start(home)) {
      port = dying.port();
      assertThat(ask(server(dying), "PING")).isEqualTo("PONG");
    }
    String dead = "127.0.0.1::" + port + "//";
    assertThat(ask(dead, "PING")).startsWith("DEFERRED REDIS:").contains("127.0.0.1:" + port);
    assertThat(ask(dead + " : " + server(redis), "PING")).isEqualTo("PONG");
    try (Redis again = Redis.startOn(port, home)) {
      assertThat(again.port()).isEqualTo(port);
      Waiting.until("an answer", LIMIT, () -> "PONG".equals(quietly(dead, "PING")));
    }
  }

  private String quietly(String servers, String query) {
    try {
      return ask(servers, query);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void manyAskAtOnce() throws Exception {
    List<FutureTask<Void>> tasks = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      String number = "n" + i;
      FutureTask<Void> task =
          new FutureTask<>(
              () -> {
                for (int j = 0; j < 20; j++) {
                  assertThat(ask("ECHO " + number)).isEqualTo(number);
                }
                return null;
              });
      tasks.add(task);
      Thread.startVirtualThread(task);
    }
    for (FutureTask<Void> task : tasks) {
      task.get();
    }
    assertThat(redis.cli("CLIENT", "LIST").lines().count()).isLessThan(60);
    lookup.close();
    Waiting.until(
        "the end of all connections",
        LIMIT,
        () -> {
          try {
            return redis.cli("CLIENT", "LIST").lines().count() == 1;
          } catch (InterruptedException e) {
            throw new AssertionError(e);
          }
        });
  }

  @Test
  void aClusterIsFollowedToTheNodeThatHasTheKey() throws Exception {
    try (Redis one = node("one");
        Redis two = node("two")) {
      one.cli("CLUSTER", "ADDSLOTSRANGE", "0", "8191");
      two.cli("CLUSTER", "ADDSLOTSRANGE", "8192", "16383");
      String bus = two.cli("CONFIG", "GET", "cluster-port").lines().toList().getLast();
      one.cli("CLUSTER", "MEET", "127.0.0.1", "" + two.port(), bus);
      for (Redis node : List.of(one, two)) {
        Waiting.until(
            "a cluster",
            LIMIT,
            () -> {
              try {
                return node.cli("CLUSTER", "INFO").contains("cluster_state:ok");
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              }
            });
      }
      for (int i = 0; i < 20; i++) {
        assertThat(ask(server(one), "SET key" + i + " " + i)).isEqualTo("OK");
        assertThat(ask(server(two), "GET key" + i)).isEqualTo("" + i);
      }
    }
  }

  private static Redis node(String name) throws IOException {
    int bus = Peers.freePort();
    return Redis.start(
        directory.resolve(name), "--cluster-enabled", "yes", "--cluster-port", "" + bus);
  }
}
