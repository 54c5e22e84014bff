// SPDX-License-Identifier: Apache-2.0
package org.ostler.control.server;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.ostler.api.command.Command;
import org.ostler.api.command.Invocation;
import org.ostler.control.Frame;
import org.ostler.control.FrameStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One call from a client: reads its words, runs the command, sends what it writes and its exit
 * code.
 */
final class ControlSession implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(ControlSession.class);
  private static final int MOST_WORDS = 100_000;
  private static final int SOFTWARE = 70;

  private final SocketChannel channel;
  private final Function<String, Command> commands;

  ControlSession(SocketChannel channel, Function<String, Command> commands) {
    this.channel = channel;
    this.commands = commands;
  }

  @Override
  public void run() {
    try (channel) {
      DataInputStream in = new DataInputStream(Channels.newInputStream(channel));
      DataOutputStream out =
          new DataOutputStream(
              new BufferedOutputStream(Channels.newOutputStream(channel), 16 * 1024));
      Call call = call(in, out);
      int code = code(call);
      call.output().flush();
      call.errors().flush();
      Frame.write(out, Frame.Kind.EXIT, new byte[] {(byte) code}, 0, 1);
      out.flush();
    } catch (IOException gone) {
      LOG.debug("a control client went away: {}", gone.getMessage());
    }
  }

  private int code(Call call) throws IOException {
    String word = call.arguments().isEmpty() ? "" : call.arguments().getFirst();
    try {
      return commands.apply(word).run(call);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return SOFTWARE;
    } catch (RuntimeException bug) {
      LOG.error("the command {} failed", word, bug);
      String sentence =
          "ostler: " + word + " failed inside the server; its log has the details: " + bug + "\n";
      call.errors().write(sentence.getBytes(StandardCharsets.UTF_8));
      return SOFTWARE;
    }
  }

  private static Call call(DataInputStream in, DataOutputStream out) throws IOException {
    List<String> words = new ArrayList<>();
    Frame frame = Frame.read(in);
    while (frame.kind() == Frame.Kind.WORD) {
      if (words.size() == MOST_WORDS) {
        throw new IOException("too many words");
      }
      words.add(new String(frame.octets(), StandardCharsets.ISO_8859_1));
      frame = Frame.read(in);
    }
    String user = "";
    if (frame.kind() == Frame.Kind.USER) {
      user = new String(frame.octets(), StandardCharsets.UTF_8);
      frame = Frame.read(in);
    }
    boolean terminal = frame.kind() == Frame.Kind.TERMINAL;
    if (terminal) {
      frame = Frame.read(in);
    }
    Path directory = Path.of(new String(frame.octets(), StandardCharsets.UTF_8));
    OutputStream output = new FrameStream(out, Frame.Kind.OUTPUT);
    OutputStream errors = new FrameStream(out, Frame.Kind.ERRORS);
    return new Call(words, new FramedInput(in, output), output, errors, directory, user, terminal);
  }

  private record Call(
      List<String> arguments,
      InputStream input,
      OutputStream output,
      OutputStream errors,
      Path directory,
      String user,
      boolean isInteractive)
      implements Invocation {}
}
