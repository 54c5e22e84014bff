// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ostler.api.mail.HeaderField;
import org.ostler.api.mail.QueueId;
import org.ostler.api.mail.Recipient;
import org.ostler.api.mail.ReversePath;
import org.ostler.api.option.Settings;
import org.ostler.api.routing.Letter;
import org.ostler.api.transport.Outcome;
import org.ostler.api.transport.TransportDriver;
import org.ostler.testing.mail.MemoryExpandable;
import org.ostler.testing.mail.MemorySettings;
import org.ostler.testing.transport.TransportDriverContract;

/** The expected messages are those that Exim 4.96 makes. */
class ReplyTransportTest implements TransportDriverContract {
  private static final String MESSAGE =
      "Subject: hello\nMessage-Id: <m1@x.y>\nReferences: <m0@x.y>\n\nbody line\n";

  @TempDir Path directory;

  private final List<String> sent = new ArrayList<>();
  private Instant now = Instant.parse("2026-11-21T02:44:56Z");
  private final ReplyTransport driver =
      new ReplyTransport(this::submit, MemoryExpandable::new, MemoryExpandable::new, () -> now);
  private final MemorySettings settings = MemorySettings.named("t");

  private void submit(
      QueueId about,
      ReversePath sender,
      List<Recipient> recipients,
      List<HeaderField> fields,
      MailSubmitter.Body body)
      throws IOException {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    body.writeTo(octets);
    sent.add(
        "<"
            + sender.address()
            + "> to "
            + recipients.stream().map(Recipient::address).toList()
            + "\n"
            + fields.stream().map(HeaderField::text).collect(Collectors.joining())
            + "\n"
            + octets.toString(StandardCharsets.ISO_8859_1));
  }

  @Override
  public TransportDriver driver() {
    return driver;
  }

  @Override
  public Settings working() {
    return settings.withText(ReplyOptions.TO, "s@src.example");
  }

  @Override
  public Settings broken() {
    return settings.withText(ReplyOptions.TO, "FAIL");
  }

  @Override
  public SampleDelivery delivery() {
    return SampleDelivery.of(MESSAGE, "a@dest.example", "b@dest.example");
  }

  private SampleDelivery deliver(Settings with) throws Exception {
    SampleDelivery delivery = SampleDelivery.of(MESSAGE, "a@dest.example");
    driver.prepare(with).deliver(delivery);
    return delivery;
  }

  @Test
  void aReplyHasWhatIsConfiguredAndTiesItselfToTheMessage() throws Exception {
    MemorySettings all =
        settings
            .withText(ReplyOptions.TO, "Sender <s@src.example>, other")
            .withText(ReplyOptions.FROM, "Vacation <v1@test.example>")
            .withText(ReplyOptions.REPLY_TO, "r@test.example")
            .withText(ReplyOptions.CC, "c@test.example")
            .withText(ReplyOptions.BCC, "d@test.example")
            .withText(ReplyOptions.SUBJECT, "Re: hello")
            .withText(ReplyOptions.HEADERS, "X-A: b\nX-C: d\n e")
            .withText(ReplyOptions.TEXT, "I am away");
    assertThat(deliver(all).outcome(0)).isEqualTo(new Outcome.Delivered(null, null));
    assertThat(sent)
        .containsExactly(
            """
            <> to [s@src.example, other@client.example, c@test.example, d@test.example]
            From: Vacation <v1@test.example>
            Reply-To: r@test.example
            To: Sender <s@src.example>, other
            Cc: c@test.example
            Subject: Re: hello
            In-Reply-To: <m1@x.y>
            References: <m0@x.y> <m1@x.y>
            Auto-Submitted: auto-replied
            X-A: b
            X-C: d
             e

            I am away
            """);
  }

  @Test
  void theMessageIsReturnedWhenAsked() throws Exception {
    Files.writeString(directory.resolve("file"), "from $primary_hostname\n");
    MemorySettings full =
        settings
            .withText(ReplyOptions.TO, "s@src.example")
            .withText(ReplyOptions.FILE, directory + "/file")
            .with(ReplyOptions.RETURN_MESSAGE, true);
    deliver(full);
    assertThat(sent.getFirst())
        .endsWith(
            "\n\nfrom $primary_hostname\n\n"
                + "------ This is a copy of the message, including all the headers.\n\n"
                + MESSAGE);
    deliver(full.with(ReplyOptions.FILE_EXPAND, true).with(ReplyOptions.HEADERS_ONLY, true));
    assertThat(sent.get(1))
        .contains("\n\nfrom client.example\n")
        .contains("------ This is a copy of the message's header lines.\n\nSubject: hello\n")
        .doesNotContain("body line");
  }

  @Test
  void aMissingFileDefersUnlessItIsOptional() throws Exception {
    MemorySettings missing =
        settings
            .withText(ReplyOptions.TO, "s@src.example")
            .withText(ReplyOptions.FILE, directory + "/none");
    SampleDelivery delivery = deliver(missing);
    assertThat(delivery.outcome(0)).isInstanceOf(Outcome.Deferred.class);
    assertThat(delivery.reason(0))
        .isEqualTo(
            "Failed to open file "
                + directory
                + "/none when sending message from t transport: No such file or directory");
    assertThat(deliver(missing.with(ReplyOptions.FILE_OPTIONAL, true)).outcome(0))
        .isInstanceOf(Outcome.Delivered.class);
  }

  @Test
  void nothingSlipsAFieldIn() throws Exception {
    SampleDelivery delivery = deliver(settings.withText(ReplyOptions.TO, "a@b\nBcc: everybody@b"));
    assertThat(delivery.outcome(0)).isInstanceOf(Outcome.Failed.class);
    assertThat(delivery.reason(0))
        .isEqualTo(
            "Expansion of \"a@b\nBcc: everybody@b\" in t transport contains non-printing character"
                + " 10");
    assertThat(sent).isEmpty();
  }

  @Test
  void nobodyIsMailedWhoMustNotBe() throws Exception {
    MemorySettings careful =
        settings
            .withText(ReplyOptions.TO, "s@src.example, t@src.example")
            .withText(ReplyOptions.NEVER_MAIL, "s@src.example");
    deliver(careful);
    assertThat(sent.getFirst()).startsWith("<> to [t@src.example]\n").contains("To: t@src.example");
    assertThat(deliver(careful.withText(ReplyOptions.NEVER_MAIL, "*")).outcome(0))
        .isInstanceOf(Outcome.Delivered.class);
    assertThat(sent).hasSize(1);
  }

  @Test
  void onceMeansOnceUntilItMayBeRepeated() throws Exception {
    MemorySettings once =
        settings
            .withText(ReplyOptions.TO, "s@src.example")
            .withText(ReplyOptions.ONCE, directory + "/once")
            .withText(ReplyOptions.LOG, directory + "/log");
    deliver(once);
    deliver(once);
    assertThat(sent).hasSize(1);
    assertThat(Files.readString(directory.resolve("log")))
        .contains("\n  From: a@client.example\n  To: s@src.example\n")
        .endsWith("\n  previously sent to s@src.example\n");
    MemorySettings weekly = once.withText(ReplyOptions.ONCE_REPEAT, "1w1h");
    now = now.plusSeconds(7 * 86_400);
    deliver(weekly);
    assertThat(sent).hasSize(1);
    now = now.plusSeconds(3_600);
    deliver(weekly);
    assertThat(sent).hasSize(2);
    assertThat(deliver(once.withText(ReplyOptions.ONCE_REPEAT, "soon")).reason(0))
        .isEqualTo("Invalid time value \"soon\" for \"once_repeat\" in t transport");
  }

  @Test
  void theMemoryOfRepliesIsBounded() throws Exception {
    for (int i = 0; i < 20; i++) {
      deliver(
          settings
              .withText(ReplyOptions.TO, "s" + i + "@src.example")
              .withText(ReplyOptions.ONCE, directory + "/once")
              .with(ReplyOptions.ONCE_FILE_SIZE, 100));
    }
    assertThat(Files.size(directory.resolve("once"))).isBetween(50L, 100L);
    assertThat(Files.readString(directory.resolve("once"))).contains("s19@").doesNotContain("s1@");
  }

  private static Letter letter(String to, @Nullable String file, @Nullable String log) {
    return new Letter(
        to, null, null, null, null, "away", "X-A: b", "text", file, true, log, null, 0, false);
  }

  private SampleDelivery answer(Letter letter) throws Exception {
    SampleDelivery delivery = SampleDelivery.of(MESSAGE, "a@dest.example");
    delivery.address(0).letter = letter;
    delivery.address(0).routerName = "filter";
    delivery.address(0).home = directory.resolve("home").toString();
    driver.prepare(settings.withText(ReplyOptions.TO, "x@y.example")).deliver(delivery);
    return delivery;
  }

  @Test
  void theLetterOfAFilterSaysItAll() throws Exception {
    Path home = Files.createDirectories(directory.resolve("home/sub"));
    Files.writeString(home.resolve("msg"), "from $primary_hostname\n");
    answer(letter("s@src.example", "sub/msg", "sub/log"));
    assertThat(sent.getFirst())
        .startsWith("<> to [s@src.example]\n")
        .contains("\nSubject: away\n")
        .contains("\nX-A: b\n")
        .endsWith("\n\ntext\nfrom client.example\n");
    assertThat(home.resolve("log")).content().contains("  To: s@src.example\n  Subject: away\n");
    assertThat(answer(letter("a b c", null, null)).reason(0))
        .isEqualTo("filter autoreply generated syntactically invalid recipient");
  }

  @Test
  void aFilterReadsAndWritesOnlyFilesOfTheUserBelowTheHomeDirectory() throws Exception {
    Path home = Files.createDirectories(directory.resolve("home"));
    Path secret = Files.writeString(directory.resolve("secret"), "secret");
    Files.createSymbolicLink(home.resolve("link"), secret);
    Files.createSymbolicLink(home.resolve("way"), directory);
    Files.createLink(home.resolve("hard"), secret);
    Files.createDirectories(home.resolve("directory"));
    for (String name :
        List.of(secret.toString(), "../secret", "link", "way/secret", "hard", "directory", ".")) {
      assertThat(answer(letter("s@src.example", name, null)).reason(0))
          .as("read %s", name)
          .startsWith("a filter may not use the file " + name + ": ");
      assertThat(answer(letter("s@src.example", null, name)).reason(0))
          .as("write %s", name)
          .startsWith("a filter may not use the file " + name + ": ");
    }
    assertThat(sent).isEmpty();
    assertThat(secret).content().isEqualTo("secret");
  }

  private SampleDelivery vacation(String once, String home, String vacations) throws Exception {
    SampleDelivery delivery = SampleDelivery.of(MESSAGE, "a@dest.example");
    delivery.address(0).letter =
        new Letter(
            "s@src.example",
            null,
            null,
            null,
            null,
            "away",
            null,
            "text",
            null,
            false,
            null,
            once,
            86_400,
            false);
    delivery.address(0).routerName = "filter";
    delivery.address(0).home = home;
    delivery.address(0).vacationDirectory = vacations;
    driver.prepare(settings.withText(ReplyOptions.TO, "x@y.example")).deliver(delivery);
    return delivery;
  }

  @Test
  void aSieveFilterAnswersOnceWhereverTheConfigurationRemembersIt() throws Exception {
    String home = Files.createDirectories(directory.resolve("home")).toString();
    for (String vacations : List.of(home + "/mail/vacation", directory + "/vacation/ann")) {
      sent.clear();
      vacation(vacations + "/0A", home, vacations);
      vacation(vacations + "/0A", home, vacations);
      assertThat(sent).hasSize(1);
      vacation(vacations + "/0B", home, vacations);
      assertThat(sent).hasSize(2);
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(Path.of(vacations))))
          .isEqualTo("rwx------");
      assertThat(Path.of(vacations + "/0A")).content().endsWith(" s@src.example\n");
    }
    now = now.plusSeconds(86_400);
    vacation(home + "/mail/vacation/0A", home, home + "/mail/vacation");
    assertThat(sent).hasSize(3);
  }

  @Test
  void aVacationDirectoryBelowHomeLeadsNowhereElse() throws Exception {
    Path home = Files.createDirectories(directory.resolve("home"));
    Path other = Files.createDirectories(directory.resolve("other"));
    Path secret = Files.writeString(other.resolve("secret"), "secret");
    Files.createSymbolicLink(home.resolve("way"), other);
    Files.createDirectories(home.resolve("vacation"));
    Files.createSymbolicLink(home.resolve("vacation/0A"), secret);
    for (String vacations : List.of("way", "way/vacation", "vacation")) {
      String place = home + "/" + vacations;
      assertThat(vacation(place + "/0A", home.toString(), place).reason(0))
          .contains("a filter may not use the file " + place + "/0A: ");
    }
    assertThat(sent).isEmpty();
    assertThat(other).isDirectoryNotContaining("glob:**vacation");
  }

  @Test
  void whatStandsInTheWayOfAMemoryIsNotWrittenThrough() throws Exception {
    Path home = Files.createDirectories(directory.resolve("home/vacation"));
    Path secret = Files.writeString(directory.resolve("secret"), "secret");
    Files.createSymbolicLink(home.resolve("0A.new"), secret);
    vacation(home + "/0A", home.getParent().toString(), home.toString());
    assertThat(sent).hasSize(1);
    assertThat(secret).hasContent("secret");
    assertThat(home.resolve("0A")).content().endsWith(" s@src.example\n");
  }
}
