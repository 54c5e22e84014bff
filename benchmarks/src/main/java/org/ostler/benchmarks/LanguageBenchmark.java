// SPDX-License-Identifier: Apache-2.0
package org.ostler.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.ostler.api.acl.Phase;
import org.ostler.api.expansion.Expandable;
import org.ostler.api.expansion.Expansion;
import org.ostler.api.mail.HeaderField;
import org.ostler.api.mail.Recipient;
import org.ostler.api.mail.ReversePath;
import org.ostler.core.acl.Decision;
import org.ostler.core.mail.Address;
import org.ostler.core.mail.Connection;
import org.ostler.core.mail.Message;
import org.ostler.core.mail.Situation;
import org.ostler.core.policy.Policy;
import org.ostler.core.server.BenchmarkHouse;

/**
 * Strings of {@code strings.txt} expanded, and the list of {@code language.conf} run, for the same
 * message and peer. {@code language.directory} names the directory that {@code benchmarks/language}
 * laid out.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 3, time = 1)
@Fork(
    value = 1,
    jvmArgsAppend = {"-Xmx256m", "-XX:+UseSerialGC"})
public class LanguageBenchmark {
  /** What a running server has: a compiled configuration, and a message in hand. */
  abstract static class Ground {
    Policy policy;
    Situation situation;

    void lay() throws IOException {
      Path directory = Path.of(System.getProperty("language.directory"));
      policy = BenchmarkHouse.policy(directory.resolve("ostler.conf"));
      Connection peer =
          new Connection(InetAddress.getByName("192.0.2.7"), 1025, null, 25, Instant.EPOCH);
      peer.heloName("mail.far.test");
      Message message = new Message(Instant.EPOCH);
      message.sender(new ReversePath("joe@far.test"));
      message.headerFields(
          List.of(
              new HeaderField("From", " Joe <joe@far.test>\n"),
              new HeaderField("To", " jane@b.test\n"),
              new HeaderField("Subject", " Re: the figures of November\n")));
      message.size = 350;
      situation = policy.situation(peer, message);
      situation.addressee(Address.of(new Recipient("jane@b.test")));
    }
  }

  /** One string. */
  @State(Scope.Thread)
  public static class Strings extends Ground {
    @Param({
      "smtp_banner",
      "constant",
      "address",
      "subject",
      "lookup",
      "policy",
      "sum",
      "extract",
      "maildir",
      "network",
      "filter"
    })
    String string;

    String source;
    Expandable compiled;

    @Setup
    public void prepare() throws IOException {
      lay();
      source = sources().get(string);
      compiled = policy.expressions().compile(source);
    }
  }

  /** The list. */
  @State(Scope.Thread)
  public static class Lists extends Ground {
    @Setup
    public void prepare() throws Exception {
      lay();
      Decision decision = policy.acls().run(Phase.RCPT, situation);
      if (!(decision instanceof Decision.Accept)) {
        throw new IllegalStateException(decision.toString());
      }
    }
  }

  /** A string as options hold it: compiled when the configuration was read. */
  @Benchmark
  public Expansion expand(Strings ground) throws InterruptedException {
    return ground.compiled.expand(ground.situation);
  }

  /** A string as {@code -be} meets it: compiled for the one expansion. */
  @Benchmark
  public Expansion compileAndExpand(Strings ground) throws InterruptedException {
    return ground.policy.expressions().compile(ground.source).expand(ground.situation);
  }

  /** The RCPT list, from the first statement to the last. */
  @Benchmark
  public Decision rcptList(Lists ground) throws InterruptedException {
    return ground.policy.acls().run(Phase.RCPT, ground.situation);
  }

  /** The strings by name, as the directory has them. */
  static Map<String, String> sources() {
    try {
      return Files.readAllLines(
              Path.of(System.getProperty("language.directory"), "strings.txt"),
              StandardCharsets.ISO_8859_1)
          .stream()
          .collect(
              Collectors.toMap(
                  line -> line.substring(0, line.indexOf('|')),
                  line -> line.substring(line.indexOf('|') + 1),
                  (one, other) -> other,
                  java.util.LinkedHashMap::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes what each string expands to, for comparison with Exim's answers. */
  public static void main(String[] words) throws Exception {
    Strings ground = new Strings();
    ground.lay();
    List<String> answers = new ArrayList<>();
    for (String source : sources().values()) {
      answers.add(
          ground.policy.expressions().compile(source).expand(ground.situation)
                  instanceof Expansion.Value value
              ? value.text().value()
              : "failed");
    }
    System.out.println(String.join("\n", answers));
  }
}
