// SPDX-License-Identifier: Apache-2.0
package org.ostler.queuefile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ostler.api.expansion.VariableSet;
import org.ostler.api.mail.HeaderField;
import org.ostler.api.mail.MailView;
import org.ostler.api.option.InvalidArgument;
import org.ostler.api.option.Settings;
import org.ostler.api.text.Text;
import org.ostler.api.transport.Content;
import org.ostler.api.transport.Outcome;
import org.ostler.api.transport.TransportDriver;
import org.ostler.testing.feature.DeclaredWords;
import org.ostler.testing.mail.MemoryAddressee;
import org.ostler.testing.mail.MemoryDelivery;
import org.ostler.testing.mail.MemoryEnvelope;
import org.ostler.testing.mail.MemoryMail;
import org.ostler.testing.mail.MemoryPeer;
import org.ostler.testing.mail.MemorySettings;
import org.ostler.testing.transport.TransportDriverContract;

class QueuefileTransportTest implements TransportDriverContract {
  @TempDir Path directory = Path.of("");

  @Override
  public TransportDriver driver() {
    return new QueuefileTransport();
  }

  @Override
  public Settings working() {
    return directory(directory.toString());
  }

  @Override
  public Settings broken() {
    return directory(directory.resolve("missing").toString());
  }

  @Override
  public MemoryDelivery delivery() {
    return Sample.small();
  }

  private static Settings directory(String text) {
    return MemorySettings.named("scan").withText(QueuefileTransport.DIRECTORY, text);
  }

  @Test
  void writesWhatEximWrites() throws Exception {
    driver().prepare(working()).deliver(Sample.received());
    SpoolOwner owner = SpoolOwner.of(directory.resolve(Sample.ID + "-D"));
    String expected;
    try (InputStream in =
        Objects.requireNonNull(getClass().getResourceAsStream("received-H.txt"))) {
      expected = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    }
    assertThat(read(Sample.ID + "-H"))
        .isEqualTo(
            expected.replace(
                "LOGIN UID GID", owner.login() + " " + owner.uid() + " " + owner.gid()));
    assertThat(read(Sample.ID + "-D")).isEqualTo(Sample.ID + "-D\nbody\n.dot\n");
  }

  @Test
  void leavesAPairAndNothingElseReadableForTheGroup() throws Exception {
    driver().prepare(working()).deliver(Sample.small());
    assertThat(names()).containsExactly(Sample.ID + "-D", Sample.ID + "-H");
    for (String name : names()) {
      assertThat(
              PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve(name))))
          .isEqualTo("rw-r-----");
    }
  }

  @Test
  void givesASecondDeliveryOfTheMessageAnotherName() throws Exception {
    driver().prepare(working()).deliver(Sample.small());
    driver().prepare(working()).deliver(Sample.small());
    assertThat(names()).hasSize(4);
    String other =
        names().stream().filter(name -> !name.startsWith(Sample.ID)).findFirst().orElseThrow();
    assertThat(other).startsWith("1xUZt7-").hasSize(18);
    assertThat(read(other.substring(0, 16) + "-H")).startsWith(other.substring(0, 16) + "-H\n");
    assertThat(read(other.substring(0, 16) + "-D")).startsWith(other.substring(0, 16) + "-D\n");
  }

  @Test
  void leavesNothingWhenTheBodyCannotBeRead() throws Exception {
    MemoryMail mail =
        new MemoryMail().carrying(MemoryEnvelope.of("", "a@b.test").withQueueId(Sample.ID));
    MemoryAddressee addressee = MemoryAddressee.of("a@b.test");
    MemoryDelivery delivery = new MemoryDelivery(mail, new BrokenContent(), addressee);
    driver().prepare(working()).deliver(delivery);
    assertThat(delivery.outcomes().get(addressee))
        .isInstanceOfSatisfying(
            Outcome.Deferred.class,
            deferred -> assertThat(deferred.trouble().reason()).contains("disk on fire"));
    assertThat(names()).isEmpty();
  }

  @Test
  void putsAddresseesOfDifferentDirectoriesIntoDifferentPairs() throws Exception {
    Files.createDirectory(directory.resolve("one"));
    MemoryMail mail =
        new MemoryMail().carrying(MemoryEnvelope.of("", "a@b.test").withQueueId(Sample.ID));
    mail.set("acl_m0", directory.resolve("one").toString());
    MemoryDelivery delivery =
        new MemoryDelivery(mail, Sample.small(""), MemoryAddressee.of("a@b.test"));
    driver().prepare(directory("$acl_m0")).deliver(delivery);
    assertThat(directory.resolve("one").resolve(Sample.ID + "-H")).exists();
  }

  @Test
  void namesWhatIsWrongWithTheDirectory() throws Exception {
    assertReason(
        "$acl_m0", new MemoryMail().set("acl_m0", "relative"), "no absolute path: \"relative\"");
    assertReason("$acl_m1", new MemoryMail(), "unknown variable name \"acl_m1\"");
    assertReason(
        "/x/${sender_host_name}",
        tainting(),
        "Tainted '/x/evil' (directory of the queuefile transport scan)");
    assertReason("/no/such/directory", new MemoryMail(), "/no/such/directory");
  }

  private static MemoryMail tainting() {
    return new MemoryMail()
        .knowing(
            new VariableSet() {
              @Override
              public Set<String> names() {
                return Set.of("sender_host_name");
              }

              @Override
              public Text value(String name, MailView mail) {
                return Text.tainted("evil", "the DNS");
              }
            });
  }

  private void assertReason(String option, MemoryMail mail, String expected) throws Exception {
    mail.carrying(MemoryEnvelope.of("", "a@b.test").withQueueId(Sample.ID));
    MemoryAddressee addressee = MemoryAddressee.of("a@b.test");
    MemoryDelivery delivery = new MemoryDelivery(mail, Sample.small(""), addressee);
    driver().prepare(directory(option)).deliver(delivery);
    assertThat(delivery.outcomes().get(addressee))
        .isInstanceOfSatisfying(
            Outcome.Deferred.class,
            deferred -> assertThat(deferred.trouble().reason()).contains(expected));
  }

  @Test
  void refusesAConfigurationThatCannotWork() {
    assertThatThrownBy(() -> driver().prepare(MemorySettings.named("scan")))
        .isInstanceOf(InvalidArgument.class)
        .hasMessage("the queuefile transport scan needs the option directory");
    assertThatThrownBy(() -> driver().prepare(directory("spool/input")))
        .isInstanceOf(InvalidArgument.class)
        .hasMessageContaining("must be an absolute path, not \"spool/input\"");
  }

  @Test
  void letsNobodyWriteLinesOfTheHeaderFile() throws Exception {
    MemoryMail mail =
        new MemoryMail()
            .from(MemoryPeer.at("2001:db8::5", "evil\n-deliver_firsttime").named("x\ny"))
            .carrying(MemoryEnvelope.of("a\nb@c", "a@b.test").withQueueId(Sample.ID));
    MemoryDelivery delivery =
        new MemoryDelivery(mail, Sample.small(""), MemoryAddressee.of("\"a\nXX\"@b.test"));
    driver().prepare(working()).deliver(delivery);
    assertThat(read(Sample.ID + "-H"))
        .contains(
            "<a b@c>\n",
            "--helo_name evil -deliver_firsttime\n",
            "--host_name x y\n",
            "\"a XX\"@b.test\n")
        .contains("--host_address [2001:db8::5]:40000\n");
  }

  @Test
  void stopsWhenInterruptedAndLeavesNothing() throws Exception {
    MemoryDelivery delivery = Sample.small();
    Thread.currentThread().interrupt();
    driver().prepare(working()).deliver(delivery);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(delivery.outcomes().values())
        .hasSize(2)
        .allMatch(outcome -> outcome instanceof Outcome.Deferred);
    assertThat(names()).isEmpty();
  }

  @Test
  void declaresTheWordsThatItBrings() {
    assertThat(DeclaredWords.of(QueuefileTransport.class)).containsOnlyKeys("transport");
    assertThat(DeclaredWords.of(QueuefileTransport.class).get("transport"))
        .containsExactly(driver().name());
  }

  private String read(String name) throws IOException {
    return Files.readString(directory.resolve(name), StandardCharsets.ISO_8859_1);
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> String.valueOf(file.getFileName())).sorted().toList();
    }
  }

  private record BrokenContent() implements Content {
    @Override
    public List<HeaderField> headerFields() {
      return List.of(new HeaderField("Subject", " x"));
    }

    @Override
    public InputStream body() {
      return new InputStream() {
        private int read;

        @Override
        public int read() throws IOException {
          if (read++ > 100_000) {
            throw new IOException("disk on fire");
          }
          return 'x';
        }
      };
    }

    @Override
    public long bodySize() {
      return 1;
    }
  }
}
