// SPDX-License-Identifier: Apache-2.0
package org.ostler.testing.transcript;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.ostler.testing.transcript.Dialogue.Step;

/** Plays dialogues. What the client says without waiting for the server goes out in one piece. */
public final class Player {
  private final Counterpart server;
  private final StringBuilder heard = new StringBuilder();
  private final StringBuilder unsent = new StringBuilder();

  private Player(Counterpart server) {
    this.server = server;
  }

  /** Plays a dialogue to its end. */
  public static void play(Dialogue dialogue, Counterpart server) throws IOException {
    Player player = new Player(server);
    for (Step step : dialogue.steps()) {
      player.play(step);
    }
    player.flush();
  }

  private void play(Step step) throws IOException {
    if (step instanceof Step.Send it) {
      unsent.append(it.octets());
      heard.append("C: ").append(it.octets(), 0, Math.min(200, it.octets().length())).append('\n');
      return;
    }
    flush();
    switch (step) {
      case Step.Exactly it -> assertThat(line()).as(heard.toString()).isEqualTo(it.line());
      case Step.Prefix it -> assertThat(line()).as(heard.toString()).startsWith(it.start());
      case Step.Matches it -> assertThat(line()).as(heard.toString()).matches(it.regex());
      case Step.AnyReply it -> anyReply(it.code());
      case Step.Closed _ -> assertThat(line()).as(heard + "(closed)").isNull();
      case Step.HalfClose _ -> server.halfClose();
      case Step.Late _ -> server.late();
      case Step.Check it -> server.check(it.word(), it.text());
      case Step.Send _ -> throw new AssertionError("sent above");
    }
  }

  private void anyReply(String code) throws IOException {
    String line = line();
    while (line != null && line.length() > 3 && line.charAt(3) == '-') {
      line = line();
    }
    assertThat(line).as(heard.toString()).startsWith(code);
  }

  private @Nullable String line() throws IOException {
    String line = server.readLine();
    heard.append("S: ").append(line).append('\n');
    return line;
  }

  private void flush() throws IOException {
    if (unsent.length() > 0) {
      server.send(unsent.toString());
      unsent.setLength(0);
    }
  }
}
