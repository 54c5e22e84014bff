// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.transport;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.ostler.api.expansion.Expansion;
import org.ostler.api.mail.HeaderField;
import org.ostler.api.option.InvalidArgument;
import org.ostler.api.option.Option;
import org.ostler.api.option.Settings;
import org.ostler.api.text.Text;
import org.ostler.api.transport.Content;
import org.ostler.core.mail.Address;
import org.ostler.core.mail.Situation;
import org.ostler.core.process.CommandWords;
import org.ostler.core.route.Compiler;

/**
 * {@code transport_filter}: a command that reads the message, LF line ends, and whose output is
 * what is delivered. It runs without a shell, as the delivery's user, with nothing but {@code PATH}
 * in its environment; its output waits in a file of its own. Safe for many threads.
 */
public final class TransportFilter {
  public static final Option<String> COMMAND = Option.string("transport_filter", null);
  public static final Option<Duration> TIMEOUT = Option.time("transport_filter_timeout", "5m");

  private final Settings settings;
  private final Compiler compiler;

  public TransportFilter(Settings settings, Compiler compiler) {
    this.settings = settings;
    this.compiler = compiler;
  }

  /** Whether a transport has one. */
  public static boolean isSet(Settings settings) {
    return !settings.find(COMMAND).orElse("").isBlank();
  }

  /** The filter is of no use now; the message is Exim's. */
  public static final class Failure extends Exception {
    private static final long serialVersionUID = 1L;

    Failure(String why) {
      super(why);
    }
  }

  /** The filtered message, in a file that closing removes. */
  public Filtered filter(Content content, List<Address> addresses, Situation view)
      throws Failure, IOException, InterruptedException {
    List<String> words = words(addresses, view);
    Path file = Files.createTempFile("ostler-filter", ".msg");
    boolean kept = false;
    try {
      run(words, content, file, addresses.getFirst());
      Filtered filtered = Filtered.of(file, content.hasHeaderSection());
      kept = true;
      return filtered;
    } finally {
      if (!kept) {
        Files.deleteIfExists(file);
      }
    }
  }

  private List<String> words(List<Address> addresses, Situation view)
      throws Failure, InterruptedException {
    String command = settings.find(COMMAND).orElse("");
    List<String> words = new ArrayList<>();
    try {
      for (String word : CommandWords.split(command)) {
        if (word.equals("$pipe_addresses") || word.equals("${pipe_addresses}")) {
          addresses.forEach(address -> words.add(address.address()));
        } else {
          words.add(expanded(word, words.size(), command, view));
        }
      }
    } catch (InvalidArgument wrong) {
      throw new Failure("transport filter: " + wrong.getMessage());
    }
    if (words.isEmpty()) {
      throw new Failure("transport filter: the command is empty");
    }
    return words;
  }

  private String expanded(String word, int number, String command, Situation view)
      throws Failure, InvalidArgument, InterruptedException {
    return switch (compiler.expandable(word).expand(view)) {
      case Expansion.Value(var text) -> untainted(text, number);
      case Expansion.ForcedFailure it -> throw failed(word, command, it.message());
      case Expansion.Failed it -> throw failed(word, command, it.message());
      case Expansion.Deferred it -> throw failed(word, command, it.message());
    };
  }

  /** Text of strangers may be data of a command, never the command. */
  private String untainted(Text text, int number) throws Failure {
    if (text.taint() != null && number == 0) {
      throw new Failure(
          "Tainted arg %d for %s transport filter command: '%s' (from %s)"
              .formatted(number, settings.name(), text.value(), text.taint().origin()));
    }
    return text.value();
  }

  private static Failure failed(String word, String command, String why) {
    return new Failure(
        "Expansion of \"%s\" from command \"%s\" in transport filter failed: %s"
            .formatted(word, command, why));
  }

  private void run(List<String> words, Content content, Path file, Address address)
      throws Failure, IOException, InterruptedException {
    List<String> argv;
    try {
      argv = Ownership.of(address).command(words);
    } catch (Undeliverable no) {
      throw new Failure(String.valueOf(no.getMessage()));
    }
    if (!words.getFirst().startsWith("/") || !Files.isExecutable(Path.of(words.getFirst()))) {
      throw new Failure("transport filter process failed (127): unable to execute command");
    }
    ProcessBuilder builder = new ProcessBuilder(argv).redirectOutput(file.toFile());
    builder.redirectError(ProcessBuilder.Redirect.DISCARD).directory(new java.io.File("/"));
    builder.environment().clear();
    builder.environment().putAll(Map.of("PATH", "/bin:/usr/bin"));
    Process process = builder.start();
    try {
      Feed feed = new Feed(process, content);
      Thread writer = Thread.ofVirtual().start(feed);
      long seconds = Math.max(1, settings.value(TIMEOUT).toSeconds());
      if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
        throw new Failure("transport filter process timed out");
      }
      writer.join(5000);
      IOException unread = feed.unread;
      if (unread != null) {
        throw unread;
      }
      if (process.exitValue() != 0) {
        throw new Failure("transport filter process failed (" + process.exitValue() + ")");
      }
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  /** Writes the message to the command. */
  private static final class Feed implements Runnable {
    private final Process process;
    private final Content content;
    private volatile @Nullable IOException unread;

    Feed(Process process, Content content) {
      this.process = process;
      this.content = content;
    }

    @Override
    public void run() {
      try (InputStream body = content.body();
          OutputStream out = new BufferedOutputStream(process.getOutputStream())) {
        for (HeaderField field : content.headerFields()) {
          out.write(field.text().getBytes(StandardCharsets.ISO_8859_1));
        }
        if (content.hasHeaderSection()) {
          out.write('\n');
        }
        byte[] block = new byte[8192];
        for (int got = read(body, block); got >= 0; got = read(body, block)) {
          out.write(block, 0, got);
        }
      } catch (IOException ended) {
        // A command may end without reading all; its exit code tells whether that was well.
      }
    }

    private int read(InputStream body, byte[] block) throws IOException {
      try {
        return body.read(block);
      } catch (IOException trouble) {
        unread = trouble;
        // It must not take the part that it got for the whole.
        process.destroyForcibly();
        throw trouble;
      }
    }
  }
}
