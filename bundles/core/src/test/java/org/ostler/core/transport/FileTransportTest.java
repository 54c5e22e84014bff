// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.ostler.api.option.InvalidArgument;
import org.ostler.api.option.Settings;
import org.ostler.api.transport.Cause;
import org.ostler.api.transport.Outcome;
import org.ostler.api.transport.TransportDriver;
import org.ostler.core.mail.Situation;
import org.ostler.testing.mail.MemorySettings;
import org.ostler.testing.peers.Run;
import org.ostler.testing.transport.TransportDriverContract;

class FileTransportTest implements TransportDriverContract {
  private static final String MESSAGE = "Subject: test\n\nhello\n";

  @TempDir Path directory;

  private final FileTransport driver = new FileTransport((about, sender, to, fields, body) -> {});
  private final MemorySettings settings = MemorySettings.named("t");

  @Override
  public TransportDriver driver() {
    return driver;
  }

  @Override
  public Settings working() {
    return maildir();
  }

  @Override
  public Settings broken() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "");
    return settings.withText(FileOptions.FILE, file + "/mailbox");
  }

  @Override
  public SampleDelivery delivery() {
    return SampleDelivery.of(MESSAGE, "a@dest.example", "b@dest.example");
  }

  private MemorySettings maildir() {
    return settings
        .withText(FileOptions.DIRECTORY, directory + "/Maildir")
        .with(FileOptions.MAILDIR_FORMAT, true);
  }

  private MemorySettings mailbox() {
    return settings.withText(FileOptions.FILE, directory + "/mbox");
  }

  private SampleDelivery deliver(Settings with, String message) throws Exception {
    SampleDelivery delivery = SampleDelivery.of(message, "a@dest.example");
    driver.prepare(with).deliver(delivery);
    return delivery;
  }

  private static Outcome.Trouble trouble(SampleDelivery delivery) {
    return ((Outcome.Deferred) delivery.outcome(0)).trouble();
  }

  private String read(String name) throws IOException {
    return Files.readString(directory.resolve(name), StandardCharsets.ISO_8859_1);
  }

  private List<Path> files(String name) throws IOException {
    try (Stream<Path> list = Files.list(directory.resolve(name))) {
      return list.sorted().toList();
    }
  }

  @Test
  void maildirsAreMadeAndHoldTheMessageAsItIs() throws Exception {
    assertThat(deliver(maildir(), MESSAGE + "From here\n.\nno end").outcome(0))
        .isInstanceOf(Outcome.Delivered.class);
    Path file = files("Maildir/new").getFirst();
    assertThat(Files.readString(file)).isEqualTo(MESSAGE + "From here\n.\nno end\n");
    assertThat(file.getFileName().toString())
        .matches("[0-9]+\\.H[0-9]+P[0-9]+Q[0-9]+\\.client\\.example");
    assertThat(files("Maildir/tmp")).isEmpty();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
        .isEqualTo("rwx------");
  }

  /** Exim opens nothing then, so neither size nor lock of the device can be in the way. */
  @Test
  void mailForNowhereIsDelivered() throws Exception {
    Settings nowhere = settings.withText(FileOptions.FILE, "/dev/null");
    assertThat(deliver(nowhere, MESSAGE).outcome(0)).isInstanceOf(Outcome.Delivered.class);
    assertThat(files("")).isEmpty();
  }

  @Test
  void maildirTagsStandAtTheEndOfNames() throws Exception {
    deliver(maildir().withText(FileOptions.MAILDIR_TAG, ",S=5"), MESSAGE);
    assertThat(files("Maildir/new").getFirst().toString()).endsWith(",S=5");
    assertThat(deliver(maildir().withText(FileOptions.MAILDIR_TAG, "a/b"), MESSAGE).reason(0))
        .contains("contains a slash");
    assertThat(files("Maildir/tmp")).isEmpty();
  }

  @Test
  void mailboxesAreAppendedToAndSeparatorsEscaped() throws Exception {
    deliver(mailbox(), MESSAGE + "From here\nFroggy\nFrom\n>From\nlast");
    deliver(mailbox(), MESSAGE);
    String separator = "From s@src.example Sat Nov 21 01:09:36 2026\n";
    assertThat(read("mbox"))
        .isEqualTo(
            separator
                + MESSAGE
                + ">From here\nFroggy\nFrom\n>From\nlast\n\n"
                + separator
                + MESSAGE
                + "\n");
    assertThat(files("")).extracting(Path::getFileName).map(Path::toString).containsOnly("mbox");
  }

  @Test
  void theNullSenderIsTheMailerDaemon() throws Exception {
    SampleDelivery delivery = SampleDelivery.from("", MESSAGE, "a@dest.example");
    driver.prepare(mailbox()).deliver(delivery);
    assertThat(read("mbox")).startsWith("From MAILER-DAEMON Sat");
  }

  @Test
  void prefixSuffixAndLineEndsAreAsConfigured() throws Exception {
    deliver(
        mailbox()
            .withText(FileOptions.MESSAGE_PREFIX, "<\n")
            .withText(FileOptions.MESSAGE_SUFFIX, ">\n")
            .withText(FileOptions.CHECK_STRING, "hel")
            .withText(FileOptions.ESCAPE_STRING, "HEL")
            .with(FileOptions.USE_CRLF, true),
        MESSAGE);
    assertThat(read("mbox")).isEqualTo("<\r\nSubject: test\r\n\r\nHELlo\r\n>\r\n");
  }

  @Test
  void manyThreadsAppendOneAfterAnother() throws Exception {
    TransportDriver.Prepared prepared = driver.prepare(mailbox());
    List<Thread> threads = new ArrayList<>();
    List<SampleDelivery> deliveries = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      SampleDelivery delivery = SampleDelivery.of(MESSAGE, "a@dest.example");
      deliveries.add(delivery);
      threads.add(Thread.ofVirtual().start(() -> deliver(prepared, delivery)));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(deliveries)
        .allSatisfy(d -> assertThat(d.outcome(0)).isInstanceOf(Outcome.Delivered.class));
    assertThat(read("mbox"))
        .isEqualTo(("From s@src.example Sat Nov 21 01:09:36 2026\n" + MESSAGE + "\n").repeat(20));
  }

  private static void deliver(TransportDriver.Prepared prepared, SampleDelivery delivery) {
    try {
      prepared.deliver(delivery);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aLockFileOfAnotherIsRespectedUntilItIsOld() throws Exception {
    Path lock = Files.createFile(directory.resolve("mbox.lock"));
    MemorySettings hasty =
        mailbox()
            .with(FileOptions.LOCK_RETRIES, 2)
            .with(FileOptions.LOCK_INTERVAL, Duration.ofMillis(1));
    SampleDelivery delivery = deliver(hasty, MESSAGE);
    assertThat(trouble(delivery).cause()).isEqualTo(Cause.LOCK_FAILED);
    assertThat(delivery.reason(0))
        .isEqualTo("failed to lock mailbox " + directory + "/mbox (lock file)");
    assertThat(lock).exists();
    Files.setLastModifiedTime(lock, FileTime.from(Instant.now().minus(Duration.ofHours(1))));
    assertThat(deliver(hasty, MESSAGE).outcome(0)).isInstanceOf(Outcome.Delivered.class);
    assertThat(lock).doesNotExist();
  }

  @Test
  void anFcntlLockIsRespected() throws Exception {
    Path file = Files.createFile(directory.resolve("mbox"));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    MemorySettings hasty =
        mailbox()
            .with(FileOptions.LOCK_RETRIES, 1)
            .with(FileOptions.LOCK_INTERVAL, Duration.ofMillis(1));
    try (RandomAccessFile held = new RandomAccessFile(file.toFile(), "rw");
        var lock = held.getChannel().lock()) {
      assertThat(lock.isValid()).isTrue();
      assertThat(deliver(hasty, MESSAGE).reason(0))
          .isEqualTo("failed to lock mailbox " + file + " (fcntl/flock)");
    }
    assertThat(read("mbox")).isEmpty();
  }

  /** {@code maildir_retries}: as if another program had made the same names. */
  @Test
  void aNameThatIsTakenIsTriedAgainWithAnother() throws Exception {
    Files.createDirectories(directory.resolve("Maildir/tmp"));
    Files.writeString(directory.resolve("Maildir/tmp/taken"), "of another");
    assertThatThrownBy(() -> store(2, "taken", "taken", "free"))
        .isInstanceOf(Undeliverable.class)
        .hasMessage("failed to open " + directory + "/Maildir/tmp/taken (2 tries): File exists");
    assertThat(directory.resolve("Maildir/new")).isEmptyDirectory();
    store(3, "taken", "taken", "free");
    assertThat(directory.resolve("Maildir/new/free")).hasContent(MESSAGE);
    assertThat(directory.resolve("Maildir/tmp/taken")).hasContent("of another");
  }

  private void store(int retries, String... names) throws Exception {
    MemorySettings with = maildir().with(FileOptions.MAILDIR_RETRIES, retries);
    Expanded expanded = new Expanded(with);
    Iterator<String> next = List.of(names).iterator();
    SampleDelivery delivery = SampleDelivery.of(MESSAGE, "a@dest.example");
    new Maildir(with, expanded, new Folder(with, expanded), situation -> next.next())
        .store(
            directory.resolve("Maildir"),
            delivery,
            (Situation) delivery.view(delivery.address(0)),
            Ownership.OURS);
  }

  private Path fifo() throws Exception {
    Path fifo = directory.resolve("fifo");
    assertThat(Run.of(List.of("/usr/bin/mkfifo", "-m", "600", fifo.toString())).exit()).isZero();
    return fifo;
  }

  @Test
  void aNamedPipeThatNobodyReadsDefers() throws Exception {
    MemorySettings with = settings.withText(FileOptions.FILE, fifo().toString());
    assertThat(trouble(deliver(with, MESSAGE)).cause()).isEqualTo(Cause.NOT_REGULAR);
    Outcome.Trouble unread = trouble(deliver(with.with(FileOptions.ALLOW_FIFO, true), MESSAGE));
    assertThat(unread.cause().number()).isEqualTo(6);
    assertThat(unread.reason())
        .isEqualTo(
            "while opening named pipe "
                + directory
                + "/fifo (could mean no process is reading it)");
  }

  @Test
  @Timeout(60)
  void whoReadsANamedPipeGetsTheMessageWhole() throws Exception {
    Path fifo = fifo();
    Path got = directory.resolve("got");
    Process reader =
        new ProcessBuilder("/bin/cat", fifo.toString()).redirectOutput(got.toFile()).start();
    String large = MESSAGE + "0123456789\n".repeat(20_000);
    SampleDelivery delivery =
        deliver(
            settings
                .withText(FileOptions.FILE, fifo.toString())
                .withText(FileOptions.MESSAGE_PREFIX, "")
                .with(FileOptions.ALLOW_FIFO, true),
            large);
    assertThat(delivery.outcome(0)).isInstanceOf(Outcome.Delivered.class);
    assertThat(reader.waitFor()).isZero();
    assertThat(got).hasContent(large + "\n");
  }

  /** The locks of another program. */
  private Flock held(Path file, boolean shared) throws Exception {
    Flock lock = Flock.take(file, shared, Duration.ZERO);
    assertThat(lock).isNotNull();
    return lock;
  }

  @Test
  void aLockOfFlockIsRespected() throws Exception {
    MemorySettings with =
        mailbox()
            .with(FileOptions.USE_FLOCK_LOCK, true)
            .with(FileOptions.USE_FCNTL_LOCK, false)
            .with(FileOptions.USE_LOCKFILE, false)
            .with(FileOptions.LOCK_RETRIES, 1);
    deliver(with, MESSAGE);
    Path file = directory.resolve("mbox");
    long before = Files.size(file);
    try (Flock _ = held(file, false)) {
      assertThat(trouble(deliver(with, MESSAGE)).reason())
          .isEqualTo("failed to lock mailbox " + file + " (fcntl/flock)");
    }
    assertThat(deliver(with, MESSAGE).outcome(0)).isInstanceOf(Outcome.Delivered.class);
    assertThat(Files.size(file)).isEqualTo(2 * before);
  }

  /** {@code lock_flock_timeout}. */
  @Test
  @Timeout(60)
  void aLockOfFlockIsWaitedFor() throws Exception {
    MemorySettings with =
        mailbox()
            .with(FileOptions.USE_FLOCK_LOCK, true)
            .with(FileOptions.LOCK_RETRIES, 1)
            .with(FileOptions.LOCK_FLOCK_TIMEOUT, Duration.ofSeconds(50));
    deliver(with, MESSAGE);
    Flock other = held(directory.resolve("mbox"), false);
    Process late = new ProcessBuilder("/bin/sh", "-c", "sleep 0.3").start();
    late.onExit()
        .thenRun(
            () -> {
              try {
                other.close();
              } catch (IOException trouble) {
                throw new UncheckedIOException(trouble);
              }
            });
    assertThat(deliver(with, MESSAGE).outcome(0)).isInstanceOf(Outcome.Delivered.class);
  }

  /** Who reads shares the mailbox; who changes it holds another file. */
  @Test
  void theRulesOfMbxLetOthersRead() throws Exception {
    MemorySettings with =
        mailbox()
            .with(FileOptions.USE_MBX_LOCK, true)
            .with(FileOptions.USE_FLOCK_LOCK, true)
            .with(FileOptions.LOCK_RETRIES, 1);
    deliver(with, MESSAGE);
    Path file = directory.resolve("mbox");
    Path other =
        Path.of(
            "/tmp/.%x.%x"
                .formatted(
                    (Long) Files.getAttribute(file, "unix:dev"),
                    (Long) Files.getAttribute(file, "unix:ino")));
    assertThat(other).doesNotExist();
    try (Flock _ = held(file, true)) {
      assertThat(deliver(with, MESSAGE).outcome(0)).isInstanceOf(Outcome.Delivered.class);
      assertThat(other).exists();
      try (Flock _ = held(other, false)) {
        assertThat(trouble(deliver(with, MESSAGE)).cause()).isEqualTo(Cause.LOCK_FAILED);
      }
    }
    assertThat(deliver(with, MESSAGE).outcome(0)).isInstanceOf(Outcome.Delivered.class);
    assertThat(other).doesNotExist();
  }

  @Test
  void whichLocksThereAreFollowsAsInExim() {
    MemorySettings mbx = mailbox().with(FileOptions.MBX_FORMAT, true);
    assertThat(Locking.of(mbx)).isEqualTo(new Locking(false, true, false, true));
    assertThat(Locking.of(mbx.with(FileOptions.USE_LOCKFILE, true)))
        .isEqualTo(new Locking(true, true, false, false));
    assertThat(Locking.of(mbx.with(FileOptions.USE_FLOCK_LOCK, true)))
        .isEqualTo(new Locking(true, true, true, false));
    assertThat(
            Locking.of(
                mbx.with(FileOptions.USE_FLOCK_LOCK, true).with(FileOptions.USE_MBX_LOCK, true)))
        .isEqualTo(new Locking(false, false, true, true));
    assertThat(Locking.of(mailbox())).isEqualTo(new Locking(true, true, false, false));
  }

  @Test
  void whatAFileBeginsWithChoosesItsTransport() throws Exception {
    MemorySettings usual =
        mailbox().with(FileOptions.FILE_FORMAT, "From : t : *mine* : other : *x* : nobody");
    driver.prepare(
        MemorySettings.named("other")
            .withText(FileOptions.FILE, directory + "/mbox")
            .withText(FileOptions.MESSAGE_PREFIX, "*mine*\n"));
    Path file = directory.resolve("mbox");
    assertThat(deliver(usual, MESSAGE).outcome(0)).isInstanceOf(Outcome.Delivered.class);
    assertThat(file).content().startsWith("From s@src.example ");
    Files.writeString(file, "*mine*\n");
    SampleDelivery passed = deliver(usual, MESSAGE);
    assertThat(passed.outcome(0)).isInstanceOf(Outcome.Delivered.class);
    assertThat(passed.address(0).transportName).isEqualTo("other");
    assertThat(file).hasContent("*mine*\n*mine*\n" + MESSAGE + "\n");
    Files.writeString(file, "*x*");
    assertThat(trouble(deliver(usual, MESSAGE)).reason())
        .isEqualTo("nobody transport (for the format of " + file + ") not found");
    Files.writeString(file, "\1\1\1\1");
    Outcome.Trouble unknown = trouble(deliver(usual, MESSAGE));
    assertThat(unknown.reason()).isEqualTo("mailbox file format unrecognized");
    assertThat(unknown.cause().number()).isEqualTo(-33);
    assertThatThrownBy(() -> driver.prepare(usual.with(FileOptions.FILE_FORMAT, "From : t : x")))
        .hasMessage("file_format needs a transport behind \"x\"");
  }

  @Test
  @Timeout(60)
  void comsatHearsWhereNewMailBegins() throws Exception {
    try (DatagramSocket comsat = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"))) {
      Path services = directory.resolve("services");
      Files.writeString(
          services, "# ports\nbiff 1/tcp\nbiff\t" + comsat.getLocalPort() + "/udp comsat\n");
      FileTransport telling =
          new FileTransport(
              (about, sender, to, fields, body) -> {}, new MailboxLocks(), new Comsat(services));
      Settings with = mailbox().with(FileOptions.NOTIFY_COMSAT, true);
      for (int i = 0; i < 2; i++) {
        telling.prepare(with).deliver(SampleDelivery.of(MESSAGE, "joe@dest.example"));
      }
      assertThat(heard(comsat)).isEqualTo("joe@0\n");
      long half = Files.size(directory.resolve("mbox")) / 2;
      assertThat(heard(comsat)).isEqualTo("joe@" + half + "\n");
    }
  }

  private static String heard(DatagramSocket comsat) throws IOException {
    DatagramPacket packet = new DatagramPacket(new byte[500], 500);
    comsat.receive(packet);
    return new String(packet.getData(), 0, packet.getLength(), StandardCharsets.US_ASCII);
  }

  /** {@code lock_fcntl_timeout} is waited for in place of {@code lock_interval}. */
  @Test
  @Timeout(30)
  void anFcntlLockMayHaveAWaitOfItsOwn() throws Exception {
    Path file = Files.createFile(directory.resolve("mbox"));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    MemorySettings patient =
        mailbox()
            .with(FileOptions.LOCK_RETRIES, 3)
            .with(FileOptions.LOCK_INTERVAL, Duration.ofHours(1))
            .with(FileOptions.LOCK_FCNTL_TIMEOUT, Duration.ofMillis(1));
    try (RandomAccessFile held = new RandomAccessFile(file.toFile(), "rw");
        var lock = held.getChannel().lock()) {
      assertThat(lock.isValid()).isTrue();
      assertThat(deliver(patient, MESSAGE).reason(0))
          .isEqualTo("failed to lock mailbox " + file + " (fcntl/flock)");
    }
    assertThat(deliver(patient, MESSAGE).outcome(0)).isInstanceOf(Outcome.Delivered.class);
  }

  @Test
  void theModeOfAMailboxIsLookedAfter() throws Exception {
    Path file = Files.createFile(directory.resolve("mbox"));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--------"));
    SampleDelivery refused = deliver(mailbox(), MESSAGE);
    assertThat(trouble(refused).cause()).isEqualTo(Cause.WRONG_MODE);
    assertThat(refused.reason(0))
        .isEqualTo("mailbox " + file + " has the wrong mode 400 (600 expected)");
    deliver(mailbox().with(FileOptions.MODE_FAIL_NARROWER, false), MESSAGE);
    assertThat(Files.size(file)).isPositive();
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
    deliver(mailbox(), MESSAGE);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void symbolicLinksAreFollowedOnlyWhenAllowed() throws Exception {
    Files.createSymbolicLink(directory.resolve("mbox"), directory.resolve("elsewhere"));
    assertThat(trouble(deliver(mailbox(), MESSAGE)).cause()).isEqualTo(Cause.NOT_REGULAR);
    assertThat(directory.resolve("elsewhere")).doesNotExist();
    deliver(mailbox().with(FileOptions.ALLOW_SYMLINK, true), MESSAGE);
    assertThat(directory.resolve("elsewhere")).exists();
  }

  @Test
  void whatMustExistMustExist() throws Exception {
    SampleDelivery delivery = deliver(mailbox().with(FileOptions.FILE_MUST_EXIST, true), MESSAGE);
    assertThat(delivery.reason(0))
        .isEqualTo("mailbox " + directory + "/mbox does not exist, but file_must_exist is set");
    assertThat(trouble(delivery).cause()).isEqualTo(Cause.NO_SUCH_FILE);
    assertThat(deliver(maildir().with(FileOptions.CREATE_DIRECTORY, false), MESSAGE).reason(0))
        .isEqualTo("stat() error for " + directory + "/Maildir/tmp: No such file or directory");
  }

  @Test
  void aFolderTakesOneFileAMessageAndNeverOverwrites() throws Exception {
    MemorySettings folder =
        settings
            .withText(FileOptions.DIRECTORY, directory + "/folder")
            .withText(FileOptions.DIRECTORY_FILE, "m");
    assertThat(deliver(folder, MESSAGE).outcome(0)).isInstanceOf(Outcome.Delivered.class);
    assertThat(deliver(folder, MESSAGE + "other").outcome(0)).isInstanceOf(Outcome.Deferred.class);
    assertThat(files("folder")).hasSize(1);
    assertThat(read("folder/m")).isEqualTo(MESSAGE);
    deliver(folder.withText(FileOptions.DIRECTORY_FILE, "n-$inode"), MESSAGE);
    assertThat(files("folder").get(1).getFileName().toString()).matches("n-[0-9]+");
  }

  @Test
  void placesOutsideHomeAreRefusedWhenAsked() throws Exception {
    MemorySettings below = mailbox().with(FileOptions.CREATE_FILE, "belowhome");
    SampleDelivery delivery = SampleDelivery.of(MESSAGE, "a@dest.example");
    delivery.address(0).home = directory + "/home";
    driver.prepare(below).deliver(delivery);
    assertThat(delivery.reason(0)).contains("is not within the permitted area");
    delivery = SampleDelivery.of(MESSAGE, "a@dest.example");
    delivery.address(0).home = directory.toString();
    driver.prepare(below).deliver(delivery);
    assertThat(delivery.outcome(0)).isInstanceOf(Outcome.Delivered.class);
  }

  @Test
  void namesMustBeAbsolute() throws Exception {
    SampleDelivery delivery = deliver(settings.withText(FileOptions.FILE, "mbox"), MESSAGE);
    assertThat(trouble(delivery).cause()).isEqualTo(Cause.NOT_ABSOLUTE);
    assertThat(deliver(settings, MESSAGE).reason(0))
        .isEqualTo("Mandatory file or directory option not set by the t transport");
  }

  @Test
  void addressesThatAreFilesAreWritten() throws Exception {
    SampleDelivery delivery = SampleDelivery.of(MESSAGE, "a@dest.example", "b@dest.example");
    delivery.address(0).file = directory + "/given";
    delivery.address(1).file = directory + "/dir/";
    driver.prepare(settings.with(FileOptions.MAILDIR_FORMAT, true)).deliver(delivery);
    assertThat(read("given")).contains("hello");
    assertThat(files("dir/new")).hasSize(1);
  }

  @Test
  void quotasAreKept() throws Exception {
    MemorySettings small = mailbox().withText(FileOptions.QUOTA, "100");
    assertThat(deliver(small, MESSAGE).outcome(0)).isInstanceOf(Outcome.Delivered.class);
    SampleDelivery full = deliver(small, MESSAGE + "x".repeat(50));
    assertThat(trouble(full).cause()).isEqualTo(Cause.QUOTA);
    assertThat(full.reason(0))
        .isEqualTo(
            "mailbox is full (MTA-imposed quota exceeded while writing to " + directory + "/mbox)");
    MemorySettings last = small.with(FileOptions.QUOTA_IS_INCLUSIVE, false);
    assertThat(deliver(last, MESSAGE + "x".repeat(50)).outcome(0))
        .isInstanceOf(Outcome.Delivered.class);
    assertThat(deliver(last, MESSAGE).outcome(0)).isInstanceOf(Outcome.Deferred.class);
    assertThat(deliver(last.withText(FileOptions.QUOTA, "1M"), MESSAGE).outcome(0))
        .isInstanceOf(Outcome.Delivered.class);
    assertThat(deliver(last.withText(FileOptions.MAILBOX_SIZE, "5"), MESSAGE).outcome(0))
        .isInstanceOf(Outcome.Delivered.class);
    assertThat(deliver(last.withText(FileOptions.QUOTA, "ten"), MESSAGE).reason(0))
        .isEqualTo("malformed value \"ten\" for quota");
  }

  @Test
  void quotasOfMaildirsCountSizesAndFiles() throws Exception {
    MemorySettings two = maildir().withText(FileOptions.QUOTA_FILECOUNT, "2");
    deliver(two, MESSAGE);
    deliver(two, MESSAGE);
    assertThat(trouble(deliver(two, MESSAGE)).cause()).isEqualTo(Cause.QUOTA);
    Files.createDirectories(directory.resolve("Maildir/.Sent/cur"));
    Files.writeString(directory.resolve("Maildir/.Sent/cur/x,S=500"), "short");
    Files.writeString(directory.resolve("Maildir/not-counted"), "x");
    MemorySettings octets =
        maildir()
            .withText(FileOptions.QUOTA, "500")
            .with(FileOptions.QUOTA_SIZE_REGEX, ",S=(\\d+)");
    assertThat(trouble(deliver(octets, MESSAGE)).cause()).isEqualTo(Cause.QUOTA);
    assertThat(deliver(octets.withText(FileOptions.QUOTA, "600"), MESSAGE).outcome(0))
        .isInstanceOf(Outcome.Delivered.class);
  }

  @Test
  void wrongSettingsAreRefusedWhenTheConfigurationIsRead() {
    assertThatThrownBy(() -> driver.prepare(mailbox().withText(FileOptions.DIRECTORY, "/x")))
        .isInstanceOf(InvalidArgument.class);
    assertThatThrownBy(() -> driver.prepare(mailbox().with(FileOptions.CREATE_FILE, "there")))
        .isInstanceOf(InvalidArgument.class);
    assertThatThrownBy(
            () ->
                driver.prepare(
                    mailbox()
                        .with(FileOptions.USE_LOCKFILE, false)
                        .with(FileOptions.USE_FCNTL_LOCK, false)))
        .isInstanceOf(InvalidArgument.class);
  }

  @Test
  void aMailstoreHasTwoFilesAMessage() throws Exception {
    MemorySettings store =
        settings
            .withText(FileOptions.DIRECTORY, directory + "/store")
            .withText(FileOptions.MAILSTORE_SUFFIX, "the end")
            .with(FileOptions.MAILSTORE_FORMAT, true);
    SampleDelivery delivery = SampleDelivery.of(MESSAGE, "a@dest.example", "b@dest.example");
    driver.prepare(store).deliver(delivery);
    assertThat(delivery.outcome(1)).isInstanceOf(Outcome.Delivered.class);
    try (Stream<Path> files = Files.list(directory.resolve("store"))) {
      List<Path> both = files.sorted().toList();
      assertThat(both).hasSize(2);
      assertThat(Files.readString(both.getFirst()))
          .isEqualTo(
              delivery.returnPath().address() + "\na@dest.example\nb@dest.example\nthe end\n");
      assertThat(both.getFirst().toString()).endsWith(".env");
      assertThat(Files.readString(both.getLast())).isEqualTo(MESSAGE);
      assertThat(both.getLast().toString())
          .isEqualTo(both.getFirst().toString().replace(".env", ".msg"));
    }
  }
}
