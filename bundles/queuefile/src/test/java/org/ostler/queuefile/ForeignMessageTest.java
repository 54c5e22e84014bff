// SPDX-License-Identifier: Apache-2.0
package org.ostler.queuefile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ostler.api.mail.DsnRequest;
import org.ostler.api.mail.DsnRequest.Notify;
import org.ostler.api.mail.QueueId;
import org.ostler.api.mail.Recipient;
import org.ostler.api.queue.MovedMessage;
import org.ostler.api.queue.MovedMessage.Replacement;
import org.ostler.api.queue.Takeover;
import org.ostler.api.text.Text;
import org.ostler.queuefile.ForeignMessage.Outcome;
import org.ostler.testing.mail.MemorySettings;

/** Spool files of Exim on their way in. */
class ForeignMessageTest {
  private static final String ID = Sample.ID;
  private static final String OTHER = "1xUZt7-00019p-9Z";

  @TempDir Path directory = Path.of("");
  private final Queue queue = new Queue();

  /** What was taken, in memory; it may fail where it is told to. */
  private static final class Queue implements Takeover {
    final Map<QueueId, MovedMessage> messages = new LinkedHashMap<>();
    final Map<QueueId, String> bodies = new LinkedHashMap<>();
    final Set<QueueId> released = new HashSet<>();
    boolean full;

    @Override
    public boolean holds(QueueId id) {
      return messages.containsKey(id);
    }

    @Override
    public QueueId nextId() {
      return new QueueId(OTHER);
    }

    @Override
    public void take(MovedMessage message, InputStream body) throws IOException {
      if (full) {
        throw new IOException("no room");
      }
      bodies.put(message.id(), new String(body.readAllBytes(), StandardCharsets.ISO_8859_1));
      messages.put(message.id(), message);
    }

    @Override
    public void release(QueueId id) {
      released.add(id);
    }
  }

  @BeforeEach
  void write() throws Exception {
    put(ID, sample());
  }

  private static String sample() throws IOException {
    return resource("received-H.txt");
  }

  private static String resource(String name) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(ForeignMessageTest.class.getResourceAsStream(name))) {
      return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1)
          .replace("LOGIN UID GID", "root 0 0");
    }
  }

  private void put(String id, String header) throws IOException {
    Files.writeString(
        directory.resolve(id + "-H"), header.replaceFirst(ID, id), StandardCharsets.ISO_8859_1);
    Files.writeString(directory.resolve(id + "-D"), id + "-D\nbody\n.dot\n");
  }

  private Outcome move() throws Exception {
    List<ForeignMessage> messages = ForeignSpool.messages(directory);
    assertThat(messages).hasSize(1);
    return messages.getFirst().move(queue);
  }

  private List<String> headerFiles() throws IOException {
    try (var files = Files.list(directory)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.contains("-H"))
          .sorted()
          .toList();
    }
  }

  @Test
  void readsWhatEximWrote() throws Exception {
    assertThat(move()).isEqualTo(Outcome.TAKEN);
    QueueId id = new QueueId(ID);
    MovedMessage message = queue.messages.get(id);
    assertThat(message.sender().address()).isEqualTo("s@example.com");
    assertThat(message.received()).isEqualTo(Instant.parse("2026-11-21T01:27:33.071435Z"));
    assertThat(message.recipients())
        .containsExactly(
            new Recipient(
                "a@b.test",
                new DsnRequest(Set.of(Notify.SUCCESS, Notify.DELAY), "rfc822;a+2Bx@b.test")),
            new Recipient("b@b.test", new DsnRequest(Set.of(Notify.NEVER), "")),
            new Recipient("c@b.test"),
            new Recipient("d@b.test", new DsnRequest(Set.of(Notify.FAILURE), "")),
            new Recipient("e@b.test", new DsnRequest(Set.of(), "rfc822;e@b.test")));
    assertThat(message.facts())
        .containsKeys("sender_host_address", "sender_host_port", "acl_m0", "received_protocol");
    assertThat(message.facts().get("acl_m0").value()).isEqualTo("hello");
    assertThat(message.facts().get("sender_host_address").isTainted()).isTrue();
    assertThat(message.headerFields().getFirst().name()).isEqualTo("Received");
    assertThat(queue.bodies.get(id)).isEqualTo("body\n.dot\n");
    assertThat(queue.released).containsExactly(id);
    assertThat(headerFiles()).containsExactly(ID + "-H.imported");
    assertThat(ForeignSpool.messages(directory)).isEmpty();
  }

  /** What Exim 4.96 wrote after redirections with one_time, one of them with errors_to. */
  @Test
  void keepsWhereReportsAboutAListGo() throws Exception {
    put(ID, resource("once-H.txt"));
    assertThat(move()).isEqualTo(Outcome.TAKEN);
    MovedMessage message = queue.messages.get(new QueueId(ID));
    assertThat(message.recipients())
        .containsExactly(
            new Recipient("z@dest.example"),
            new Recipient("b@dest.example"),
            new Recipient("c@dest.example"),
            new Recipient("d@dest.example"),
            new Recipient("b2@dest.example"));
    assertThat(message.replacements())
        .containsExactly(
            new Replacement("b@dest.example", "list@dest.example", "owner@dest.example"),
            new Replacement("c@dest.example", "list@dest.example", "owner@dest.example"),
            new Replacement("d@dest.example", "plain@dest.example", ""),
            new Replacement("b2@dest.example", "plain@dest.example", ""));
    assertThat(message.done()).contains("list@dest.example", "a@dest.example");
  }

  @ParameterizedTest
  @CsvSource({
    "'b@dest.example owner@dest.example 18,7#1', ''",
    "'b@dest.example owner@dest.example 18,-1#1', ''",
    "'b@dest.example owner@dest.example 18,1#1', plain@dest.example"
  })
  void errorsGoWhereTheyShouldThoughTheListIsUnknown(String line, String original)
      throws Exception {
    put(ID, resource("once-H.txt").replaceFirst("b@dest.example .*", line));
    assertThat(move()).isEqualTo(Outcome.TAKEN);
    assertThat(queue.messages.get(new QueueId(ID)).replacements())
        .contains(new Replacement("b@dest.example", original, "owner@dest.example"));
  }

  @Test
  void whatWeWriteComesBack() throws Exception {
    Path pairs = Files.createDirectory(directory.resolve("x"));
    Files.delete(directory.resolve(ID + "-H"));
    new QueuefileTransport()
        .prepare(
            MemorySettings.named("scan").withText(QueuefileTransport.DIRECTORY, pairs.toString()))
        .deliver(Sample.small());
    assertThat(move()).isEqualTo(Outcome.TAKEN);
    MovedMessage message = queue.messages.get(new QueueId(ID));
    assertThat(message.recipients()).extracting(Recipient::address).contains("a@b.test");
    assertThat(message.headerFields()).isEqualTo(Sample.small().content().headerFields());
    assertThat(queue.bodies.get(new QueueId(ID))).isEqualTo("line one\n.dot\nFrom here\n");
  }

  @Test
  void leavesOutWhoHasGotIt() throws Exception {
    put(ID, sample().replace("\nXX\n5\n", "\nYY b@b.test\nNN a@b.test\nNN x@y\n5\n"));
    Files.writeString(directory.resolve(ID + "-J"), "d@b.test\ne@b.test\n");
    assertThat(move()).isEqualTo(Outcome.TAKEN);
    MovedMessage message = queue.messages.get(new QueueId(ID));
    assertThat(message.recipients()).extracting(Recipient::address).containsExactly("c@b.test");
    assertThat(message.done()).contains("x@y");
  }

  @Test
  void domainsOfThoseWhoHaveGotItAreInLowerCase() throws Exception {
    put(
        ID,
        sample()
            .replace("\nXX\n5\n", "\nYN C@b.test\nNN c@b.test\n5\n")
            .replace("\nc@b.test\n", "\nC@B.Test\n"));
    assertThat(move()).isEqualTo(Outcome.TAKEN);
    assertThat(queue.messages.get(new QueueId(ID)).recipients())
        .extracting(Recipient::address)
        .doesNotContain("C@B.Test")
        .hasSize(4);
  }

  /** Lines that Exim 4.96 and 4.97 write, and the variable that tells of each. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-utf8_downcvt | utf8_downconvert | 1",
        "-utf8_optdowncvt | utf8_downconvert | -1",
        "-smtputf8 | message_smtputf8 | yes",
        "--(pgsql)helo_name a.example | sender_helo_name | a.example",
        "--(lsearch)aclm _long 3\\na\\nb | acl_m_long | a\\nb",
        "-aclc _conn 3\\n-y\\n | acl_c_conn | -y\\n",
        "--auth_id some body | authenticated_id | some body",
        "-tls_cipher TLS1.3:X:256 | tls_in_cipher | TLS1.3:X:256",
        "-dsn_ret 1 | dsn_ret | FULL"
      })
  void readsLinesOfManyKinds(String line, String variable, String value) throws Exception {
    put(
        ID,
        sample()
            .replaceAll("(?m)^--?(helo_name|auth_id|dsn_ret|tls_cipher) .*\n", "")
            .replace("\nXX\n", "\n" + line.replace("\\n", "\n") + "\nXX\n"));
    assertThat(move()).isEqualTo(Outcome.TAKEN);
    assertThat(queue.messages.get(new QueueId(ID)).facts().get(variable))
        .extracting(Text::value)
        .isEqualTo(value.replace("\\n", "\n"));
  }

  @Test
  void aMessageThatEverybodyHasIsDone() throws Exception {
    Files.writeString(
        directory.resolve(ID + "-J"), "a@b.test\nb@b.test\nc@b.test\nd@b.test\ne@b.test\n");
    assertThat(move()).isEqualTo(Outcome.DONE);
    assertThat(queue.messages).isEmpty();
    assertThat(headerFiles()).containsExactly(ID + "-H.imported");
  }

  @Test
  void frozenMailStaysFrozen() throws Exception {
    put(ID, sample().replace("-deliver_firsttime\n", "-frozen 1700000000\n"));
    assertThat(move()).isEqualTo(Outcome.TAKEN);
    assertThat(queue.messages.get(new QueueId(ID)).frozen()).isTrue();
    assertThat(queue.released).isEmpty();
  }

  @Test
  void aFailureLeavesTheFilesAsTheyWere() throws Exception {
    queue.full = true;
    assertThatThrownBy(this::move).hasMessage("no room");
    assertThat(headerFiles()).containsExactly(ID + "-H");
    queue.full = false;
    assertThat(move()).isEqualTo(Outcome.TAKEN);
  }

  @Test
  void anImportThatWasBrokenOffIsFinished() throws Exception {
    move();
    Files.move(directory.resolve(ID + "-H.imported"), directory.resolve(ID + "-H.importing-" + ID));
    queue.released.clear();
    assertThat(move()).isEqualTo(Outcome.TAKEN_BEFORE);
    assertThat(queue.messages).hasSize(1);
    assertThat(queue.released).hasSize(1);
    // It was broken off before the message was in the queue.
    queue.messages.clear();
    Files.move(directory.resolve(ID + "-H.imported"), directory.resolve(ID + "-H.importing-" + ID));
    assertThat(move()).isEqualTo(Outcome.TAKEN);
    assertThat(headerFiles()).containsExactly(ID + "-H.imported");
  }

  @Test
  void anotherNameWhenItsOwnIsTaken() throws Exception {
    move();
    put(ID, sample());
    assertThat(move()).isEqualTo(Outcome.TAKEN);
    assertThat(queue.messages).containsKeys(new QueueId(ID), new QueueId(OTHER));
    Files.delete(directory.resolve(ID + "-H.imported"));
    queue.messages.clear();
    put("1xUZt7-00000019p0E-1234", sample()); // as Exim 4.97 names them
    move();
    assertThat(queue.messages).containsKey(new QueueId(OTHER));
  }

  @Test
  void aMessageInHandStays() throws Exception {
    try (FileChannel data =
            FileChannel.open(directory.resolve(ID + "-D"), StandardOpenOption.WRITE);
        var lock = data.lock(0, 10, false)) {
      assertThat(lock.isValid()).isTrue();
      assertThatThrownBy(this::move).hasMessageContaining("in hand");
    }
    assertThat(headerFiles()).containsExactly(ID + "-H");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<s@example.com> | s@example.com | no reverse-path",
        "\\nXX\\n | \\nYY a\\n | addresses that are done",
        "\\nXX\\n5\\n | \\nXX\\nx\\n | number of recipients",
        "\\nXX\\n5\\n | \\nXX\\n4\\n | more recipients",
        "\\nXX\\n5\\n | \\nXX\\n-1\\n | -1 recipients",
        "-deliver_firsttime | -N | submitted with -N",
        "-aclm 0 5 | -aclm 0 4 | wrong length",
        "-aclm 0 5 | -aclm 0 99999999 | ends behind",
        "From: | From; | header field",
      })
  void damageIsSaid(String part, String instead, String reason) throws Exception {
    String file = sample();
    String from = part.replace("\\n", "\n");
    assertThat(file).contains(from);
    put(ID, file.replace(from, instead.replace("\\n", "\n")));
    assertThatThrownBy(this::move).isInstanceOf(IOException.class).hasMessageContaining(reason);
    assertThat(headerFiles()).containsExactly(ID + "-H");
  }

  @Test
  void anyDamageBringsAMessageOrASentence() throws Exception {
    String file = sample();
    Random random = new Random(20261121);
    for (int round = 0; round < 5000; round++) {
      StringBuilder broken = new StringBuilder(file);
      for (int i = 0; i <= round % 5; i++) {
        int at = random.nextInt(broken.length());
        switch (random.nextInt(3)) {
          case 0 -> broken.setCharAt(at, (char) random.nextInt(256));
          case 1 -> broken.delete(at, Math.min(broken.length(), at + random.nextInt(20)));
          default -> broken.insert(at, random.nextInt());
        }
      }
      try {
        SpoolHeaderReader.read(ID + "-H", broken.toString());
      } catch (IOException e) {
        assertThat(e.getMessage()).isNotBlank();
      }
    }
  }

  @Test
  void findsMessagesWhereverEximKeepsThem() throws Exception {
    Path input = Files.createDirectories(directory.resolve("input/7"));
    Files.move(directory.resolve(ID + "-H"), input.resolve(ID + "-H"));
    Files.move(directory.resolve(ID + "-D"), input.resolve(ID + "-D"));
    Files.writeString(directory.resolve("hdr." + ID), "");
    assertThat(move()).isEqualTo(Outcome.TAKEN);
  }
}
