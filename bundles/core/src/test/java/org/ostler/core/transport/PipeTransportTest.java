// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ostler.api.mail.HeaderField;
import org.ostler.api.mail.QueueId;
import org.ostler.api.option.InvalidArgument;
import org.ostler.api.option.Settings;
import org.ostler.api.text.Text;
import org.ostler.api.transport.Outcome;
import org.ostler.api.transport.TransportDriver;
import org.ostler.core.log.Log;
import org.ostler.core.log.LogSelector;
import org.ostler.testing.mail.MemoryExpandable;
import org.ostler.testing.mail.MemorySettings;
import org.ostler.testing.peers.Run;
import org.ostler.testing.transport.TransportDriverContract;

@Timeout(60)
class PipeTransportTest implements TransportDriverContract {
  private static final String MESSAGE = "Subject: test\n\nhello\n";

  @TempDir Path directory;

  private final Lines log = new Lines();
  private final PipeTransport driver = new PipeTransport(MemoryExpandable::new, log);
  private final MemorySettings settings = MemorySettings.named("t");
  private Path script = Path.of("unset");

  @BeforeEach
  void makeScript() throws Exception {
    script = script("exit 0");
  }

  private Path script(String text) throws Exception {
    Path file = directory.resolve("script" + text.hashCode());
    Files.writeString(file, "#!/bin/sh\ncd " + directory + "\n" + text + "\n");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @Override
  public TransportDriver driver() {
    return driver;
  }

  @Override
  public Settings working() {
    return running(script + " $local");
  }

  @Override
  public Settings broken() {
    return running("/nonexistent/command");
  }

  @Override
  public SampleDelivery delivery() {
    return SampleDelivery.of(MESSAGE, "a@dest.example", "b@dest.example");
  }

  private MemorySettings running(String command) {
    return settings.with(PipeOptions.COMMAND, command.replace(" $local", " local"));
  }

  private SampleDelivery deliver(Settings with) throws Exception {
    SampleDelivery delivery = SampleDelivery.of(MESSAGE, "a@dest.example");
    driver.prepare(with).deliver(delivery);
    return delivery;
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, false",
    "64, 64 (could mean usage or syntax error), false",
    "73, 73 (could mean can't create output file), true",
    "75, 75 (could mean temporary error), true",
    "78, 78 (could mean configuration error), false"
  })
  void exitCodesFailOrDeferInEximsWords(int code, String words, boolean later) throws Exception {
    Path command = script("exit " + code);
    SampleDelivery delivery = deliver(running(command + " a"));
    assertThat(delivery.outcome(0))
        .isInstanceOf(later ? Outcome.Deferred.class : Outcome.Failed.class);
    assertThat(delivery.reason(0))
        .isEqualTo("Child process of t transport returned " + words + " from command: " + command);
  }

  @Test
  void aCommandThatIsKilledFails() throws Exception {
    Path command = script("kill -9 $$");
    assertThat(deliver(running(command.toString())).reason(0))
        .isEqualTo(
            "Child process of t transport (running command \""
                + command
                + "\") was terminated by signal 9 (Killed)");
  }

  @Test
  void aCommandThatIsMissingFailsAsAShellSaysIt() throws Exception {
    SampleDelivery delivery = deliver(running("/nonexistent/x a"));
    assertThat(delivery.outcome(0)).isInstanceOf(Outcome.Failed.class);
    assertThat(delivery.reason(0))
        .isEqualTo(
            "Child process of t transport returned 127 (could mean unable to exec or command does"
                + " not exist) from command: /nonexistent/x");
    assertThat(deliver(running("nonexistent a")).reason(0))
        .isEqualTo("\"nonexistent\" command not found for t transport");
  }

  @Test
  void theMessageComesOnStandardInputAndFactsInTheEnvironment() throws Exception {
    deliver(running(script("cat > in; env | sort > env; echo \"$*\" > args") + " a \"b c\" 'd'"));
    assertThat(Files.readString(directory.resolve("in")))
        .isEqualTo("From s@src.example Sat Nov 21 01:09:36 2026\n" + MESSAGE + "\n");
    assertThat(Files.readString(directory.resolve("args"))).isEqualTo("a b c d\n");
    assertThat(Files.readAllLines(directory.resolve("env")))
        .contains(
            "SENDER=s@src.example",
            "RECIPIENT=a@dest.example",
            "LOCAL_PART=a",
            "DOMAIN=dest.example",
            "QUALIFY_DOMAIN=client.example",
            "PATH=/bin:/usr/bin");
  }

  @Test
  void aLateCommandIsKilledWithItsChildren() throws Exception {
    MemorySettings hasty =
        running(script("sleep 60 & sleep 60").toString())
            .with(PipeOptions.TIMEOUT, Duration.ofSeconds(1));
    SampleDelivery delivery = deliver(hasty);
    assertThat(delivery.outcome(0)).isInstanceOf(Outcome.Failed.class);
    assertThat(delivery.reason(0)).isEqualTo("pipe delivery process timed out");
    assertThat(deliver(hasty.with(PipeOptions.TIMEOUT_DEFER, true)).outcome(0))
        .isInstanceOf(Outcome.Deferred.class);
  }

  @Test
  void outputIsReturnedAndLoggedWhenAsked() throws Exception {
    MemorySettings talking = running(script("echo one; echo two").toString());
    assertThat(deliver(talking).outcome(0)).isInstanceOf(Outcome.Delivered.class);
    SampleDelivery delivery =
        deliver(talking.with(PipeOptions.RETURN_OUTPUT, true).with(PipeOptions.LOG_OUTPUT, true));
    assertThat(delivery.outcome(0)).isInstanceOf(Outcome.Failed.class);
    assertThat(delivery.reason(0)).startsWith("return message generated");
    assertThat(log.lines).containsExactly("<a@dest.example>: t transport output: one");
  }

  @Test
  void aCommandNeedNotReadTheMessage() throws Exception {
    SampleDelivery delivery = SampleDelivery.of("A: b\n\n" + "x\n".repeat(500_000), "a@d.example");
    driver.prepare(running(script.toString())).deliver(delivery);
    assertThat(delivery.outcome(0)).isInstanceOf(Outcome.Delivered.class);
  }

  @Test
  void onlyAllowedCommandsRun() throws Exception {
    MemorySettings limited =
        running("/bin/false").withText(PipeOptions.ALLOW_COMMANDS, "/bin/true : cat");
    assertThat(deliver(limited).reason(0))
        .isEqualTo("\"/bin/false\" command not permitted by t transport");
    MemorySettings path = running("/bin/false").with(PipeOptions.RESTRICT_TO_PATH, true);
    assertThat(deliver(path).reason(0))
        .isEqualTo(
            "\"/\" found in \"/bin/false\" (command for t transport) - failed for security"
                + " reasons");
    assertThat(deliver(running("true")).outcome(0)).isInstanceOf(Outcome.Delivered.class);
  }

  @Test
  void addressesThatAreCommandsAreRunUnlessForced() throws Exception {
    SampleDelivery delivery = SampleDelivery.of(MESSAGE, "a@dest.example");
    delivery.address(0).pipe = "/bin/false";
    driver.prepare(running("/bin/true")).deliver(delivery);
    assertThat(delivery.outcome(0)).isInstanceOf(Outcome.Failed.class);
    delivery = SampleDelivery.of(MESSAGE, "a@dest.example");
    delivery.address(0).pipe = "/bin/false";
    driver.prepare(running("/bin/true").with(PipeOptions.FORCE_COMMAND, true)).deliver(delivery);
    assertThat(delivery.outcome(0)).isInstanceOf(Outcome.Delivered.class);
  }

  /** Whoever may write a forward file would have the server read what it may. */
  @Test
  void aCommandOfAForwardFileIsNeverExpanded() throws Exception {
    Path told = directory.resolve("told");
    Path teller = script("printf '%s|' \"$@\" > " + told);
    SampleDelivery delivery = SampleDelivery.of(MESSAGE, "a@dest.example");
    delivery.address(0).pipe =
        teller + " $primary_hostname ${readfile{/etc/passwd}} \"${run{/bin/id}}\" '$local_part'";
    driver.prepare(running("/bin/true")).deliver(delivery);
    assertThat(delivery.outcome(0)).isInstanceOf(Outcome.Delivered.class);
    assertThat(told)
        .hasContent("$primary_hostname|${readfile{/etc/passwd}}|${run{/bin/id}}|$local_part|");
  }

  @Test
  void commandsStartWithTheUmaskAndCoreLimitOfTheTransport() throws Exception {
    Path told = directory.resolve("told");
    Path teller = script("umask > " + told + "; ulimit -c >> " + told + "; echo \"$1\" >> " + told);
    Settings with =
        running(teller + " \"a  $(b)\"")
            .with(PipeOptions.UMASK, 0137)
            .with(PipeOptions.PERMIT_COREDUMP, true);
    assertThat(deliver(with).outcome(0)).isInstanceOf(Outcome.Delivered.class);
    String most = Run.of(List.of("/bin/sh", "-c", "ulimit -H -c")).output().strip();
    assertThat(told).hasContent("0137\n" + most + "\na  $(b)\n");
  }

  @Test
  void aCommandThatIsNotThereIsTheSameUnderAnotherUmask() throws Exception {
    Settings with = running("/nonexistent/command").with(PipeOptions.UMASK, 0137);
    assertThat(deliver(with).reason(0))
        .isEqualTo(
            "Child process of t transport returned 127 (could mean unable to exec or command does"
                + " not exist) from command: /nonexistent/command");
  }

  /** As exim4 does it; its command is expanded as a whole. */
  @Test
  void aShellGetsTheCommandWhereItIsAskedFor() throws Exception {
    Path told = directory.resolve("told");
    Settings with =
        running("cat > " + told + "; echo 'x  y' | tr x z >> " + told + " && exit 3")
            .with(PipeOptions.USE_SHELL, true)
            .with(PipeOptions.MESSAGE_PREFIX, new MemoryExpandable(""))
            .with(PipeOptions.MESSAGE_SUFFIX, new MemoryExpandable(""));
    assertThat(deliver(with).reason(0))
        .isEqualTo("Child process of t transport returned 3 from command: /bin/sh");
    assertThat(told).hasContent(MESSAGE + "z  y\n");
  }

  @Test
  void aShellGetsTheCommandOfAnAliasAsItStands() throws Exception {
    Path told = directory.resolve("told");
    SampleDelivery delivery = SampleDelivery.of(MESSAGE, "a@dest.example");
    delivery.address(0).pipe = "echo \"$LOCAL_PART\" '${eval:1+1}' > " + told;
    driver.prepare(settings.with(PipeOptions.USE_SHELL, true)).deliver(delivery);
    assertThat(delivery.outcome(0)).isInstanceOf(Outcome.Delivered.class);
    assertThat(told).hasContent("a ${eval:1+1}\n");
  }

  @Test
  void aFiltersCommandWithVariablesReachesNoShell() throws Exception {
    SampleDelivery delivery = SampleDelivery.of(MESSAGE, "a@dest.example");
    delivery.address(0).pipe = "echo $home";
    delivery.address(0).pipeWords = List.of(Text.of("echo"), Text.of("; id"));
    driver.prepare(settings.with(PipeOptions.USE_SHELL, true)).deliver(delivery);
    assertThat(delivery.reason(0))
        .isEqualTo("a filter's command with variables is not handed to a shell: echo $home");
  }

  @Test
  void whatRestrictsProgramsRulesOutAShell() {
    MemorySettings shell = running("x").with(PipeOptions.USE_SHELL, true);
    assertThatThrownBy(
            () ->
                driver.prepare(
                    shell.with(PipeOptions.ALLOW_COMMANDS, new MemoryExpandable("/bin/x"))))
        .hasMessage("both allow_commands and use_shell set");
    assertThatThrownBy(() -> driver.prepare(shell.with(PipeOptions.RESTRICT_TO_PATH, true)))
        .hasMessage("both restrict_to_path and use_shell set");
  }

  @Test
  void wrongSettingsAreRefusedWhenTheConfigurationIsRead() {
    assertThatThrownBy(() -> driver.prepare(settings.with(PipeOptions.TEMP_ERRORS, "x")))
        .isInstanceOf(InvalidArgument.class);
    assertThatThrownBy(() -> driver.prepare(running("/bin/echo \"open")))
        .isInstanceOf(InvalidArgument.class);
  }

  private static final class Lines implements Log {
    private final List<String> lines = new CopyOnWriteArrayList<>();

    @Override
    public boolean selects(LogSelector selector) {
      return selector.isStandard();
    }

    @Override
    public void main(@Nullable QueueId id, String text) {
      lines.add(text);
    }

    @Override
    public void reject(@Nullable QueueId id, String text, List<HeaderField> headerFields) {
      lines.add(text);
    }

    @Override
    public void panic(@Nullable QueueId id, String text) {
      lines.add(text);
    }
  }
}
