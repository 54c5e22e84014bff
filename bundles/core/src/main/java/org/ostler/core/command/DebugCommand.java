// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.command;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.ostler.api.command.Command;
import org.ostler.api.command.Invocation;
import org.ostler.api.option.InvalidArgument;
import org.ostler.language.trace.Selection;
import org.ostler.language.trace.Trace;

/**
 * {@code -d SETTING WORD...}: another command that tells on standard error how it comes to what it
 * does. The command line hands {@code -d+expand -be x} on in this order.
 */
public final class DebugCommand implements Command {
  private static final String WORD = "-d";
  private static final int OWN_WORDS = 2;

  private final List<Command> commands;

  private DebugCommand(List<Command> commands) {
    this.commands = List.copyOf(commands);
  }

  /** The commands, and this one for all of them. */
  public static List<Command> with(List<Command> commands) {
    List<Command> all = new ArrayList<>(commands);
    all.add(new DebugCommand(commands));
    return List.copyOf(all);
  }

  @Override
  public List<String> words() {
    return List.of(WORD);
  }

  @Override
  public int run(Invocation invocation) throws InterruptedException {
    Console console = new Console(invocation);
    List<String> words = invocation.arguments();
    if (words.size() <= OWN_WORDS) {
      console.complain("ostler: nothing to do: -d needs a command beside it");
      return Exit.USAGE;
    }
    Selection selection;
    try {
      selection = Selection.of(words.get(1));
    } catch (InvalidArgument wrong) {
      console.complain("ostler: " + wrong.getMessage());
      return Exit.USAGE;
    }
    List<String> rest = words.subList(OWN_WORDS, words.size());
    for (Command command : commands) {
      if (command.words().contains(rest.getFirst())) {
        Trace trace = new Trace(selection, lines(console), InstantSource.system());
        try (Trace.Listening listening = trace.follow()) {
          return command.run(new Debugged(invocation, rest));
        }
      }
    }
    console.complain("ostler: -d has no effect on " + rest.getFirst());
    return Exit.USAGE;
  }

  /** Lines may come from the threads of several deliveries. */
  private static Consumer<String> lines(Console console) {
    ReentrantLock one = new ReentrantLock();
    return line -> {
      one.lock();
      try {
        console.complain(line);
      } finally {
        one.unlock();
      }
    };
  }

  /** The same call with the words of the command alone. */
  private record Debugged(Invocation call, List<String> arguments) implements Invocation {
    @Override
    public InputStream input() {
      return call.input();
    }

    @Override
    public OutputStream output() {
      return call.output();
    }

    @Override
    public OutputStream errors() {
      return call.errors();
    }

    @Override
    public Path directory() {
      return call.directory();
    }

    @Override
    public String user() {
      return call.user();
    }

    @Override
    public boolean isInteractive() {
      return call.isInteractive();
    }
  }
}
