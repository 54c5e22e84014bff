// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.expansion;

import java.util.ArrayList;
import java.util.List;
import org.ostler.api.text.Text;
import org.ostler.language.octets.CommandLine;

/**
 * <code>${run{command arguments}{yes}{no}}</code>. No shell is involved. The line is taken apart
 * first and each argument is expanded for itself, so that a value cannot become two arguments;
 * {@code preexpand} turns that round.
 */
final class RunItem {
  private RunItem() {}

  /** Gives the arguments of the command. */
  @FunctionalInterface
  private interface Line {
    List<Text> of(Run run) throws Stop, InterruptedException;
  }

  static Node read(Parser parser, String name) {
    boolean early = options(parser);
    parser.skipSpace();
    parser.expect('{', "missing '{' for command arg of run");
    Line line = early ? preexpanded(parser) : separate(parser);
    YesNo strings = YesNo.read(parser, name);
    return Node.of(
        run -> {
          Registers registers = run.registers();
          Text outer = registers.value;
          Program.Result result = Program.run(line.of(run), run.environment().process());
          registers.runReturnCode = result.code();
          registers.value = Text.of(result.output());
          Text chosen = strings.choose(run, result.code() == 0, registers.value);
          registers.value = outer;
          return chosen;
        });
  }

  private static boolean options(Parser parser) {
    boolean early = false;
    while (parser.failure() == null && parser.at(',')) {
      parser.advance();
      if (parser.take("preexpand")) {
        early = true;
        continue;
      }
      int start = parser.position();
      parser.name("");
      if (parser.position() == start) {
        parser.advance();
      }
      parser.fail("bad option '" + parser.since(start) + "' for run");
    }
    return early;
  }

  private static Line preexpanded(Parser parser) {
    Part whole =
        parser.closedBy(parser.string(true, true), "missing '}' closing command arg of run");
    return run -> {
      Text line = whole.text(run);
      List<Text> arguments = new ArrayList<>();
      CommandLine.split(line.value()).forEach(argument -> arguments.add(line.with(argument)));
      return arguments;
    };
  }

  private static Line separate(Parser parser) {
    scanned(parser);
    String command = parser.untilBrace("missing '}' closing command arg of run");
    Part end = parser.failure() == null ? Part.SOUND : parser.fail("");
    List<Expression> arguments = CommandLine.split(command).stream().map(parser::inner).toList();
    return run -> {
      end.skip();
      if (run.telling() != null) {
        run.telling().scanTo(1);
      }
      List<Text> texts = new ArrayList<>();
      for (Expression argument : arguments) {
        run.say(() -> "arg " + texts.size());
        texts.add(expanded(run, argument, command));
      }
      return texts;
    };
  }

  /** The whole line is passed over before it is taken apart, which shows where somebody listens. */
  private static void scanned(Parser parser) {
    if (parser.recording() != null) {
      parser.fork().string(true, true);
    }
  }

  private static Text expanded(Run run, Expression argument, String command)
      throws Stop, InterruptedException {
    try {
      // Exim expands only what has something to expand.
      boolean plain = run.telling() != null && argument.source().matches("[^$\\\\]*");
      return plain ? Text.of(argument.source()) : argument.part().text(run);
    } catch (Stop stop) {
      throw Stop.failed(
          "Expansion of \""
              + argument.source()
              + "\" from command \""
              + command
              + "\" in ${run} expansion failed: "
              + stop.message());
    }
  }
}
