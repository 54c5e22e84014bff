// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.filter;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.ostler.api.expansion.Expandable;
import org.ostler.core.filter.FilterCommand.Change;
import org.ostler.language.text.Ascii;

/** Reads the commands of a filter. */
final class CommandReader {
  private static final int DEEPEST = 500;
  private static final String SEEN_WORDS = "\"seen\", \"unseen\", or \"noerror\"";
  private static final Set<String> BRANCHES = Set.of("else", "elif", "endif");
  private static final Set<String> DELIVERIES = Set.of("deliver", "save", "pipe");

  private final FilterText text;
  private final Function<String, Expandable> compiler;
  private final FilterTerms terms;
  private final ConditionReader conditions;
  private final MailReader mails;

  /** The word that ended the last list of commands. */
  private String ended = "";

  /** The words before the command in hand. */
  private @Nullable Boolean seen;

  private boolean noError;

  CommandReader(FilterText text, Function<String, Expandable> compiler, FilterTerms terms) {
    this.text = text;
    this.compiler = compiler;
    this.terms = terms;
    this.conditions = new ConditionReader(text, compiler);
    this.mails = new MailReader(text, compiler);
  }

  /** All commands. */
  List<FilterCommand> read() throws BadFilter {
    return list(0);
  }

  /** Commands up to the end of the text, or of a branch when {@code depth} is not 0. */
  private List<FilterCommand> list(int depth) throws BadFilter {
    if (depth > DEEPEST) {
      throw text.near("commands are nested too deeply");
    }
    List<FilterCommand> commands = new ArrayList<>();
    while (!text.atEnd()) {
      seen = null;
      noError = false;
      String word = text.word(false);
      word = prefixed(word);
      if (BRANCHES.contains(word)) {
        branch(word, depth);
        return List.copyOf(commands);
      }
      commands.add(command(word, depth));
    }
    if (depth > 0) {
      throw new BadFilter("\"endif\" missing at end of filter file");
    }
    return List.copyOf(commands);
  }

  private void branch(String word, int depth) throws BadFilter {
    if (seen != null || noError) {
      throw new BadFilter(
          SEEN_WORDS + " near line " + text.line() + " is not followed by a command");
    }
    if (depth == 0) {
      throw text.near("unexpected \"" + word + "\" command");
    }
    ended = word;
  }

  /** Takes the words that may stand before a command, and gives the command. */
  private String prefixed(String first) throws BadFilter {
    String word = first;
    while (word.equals("seen") || word.equals("unseen") || word.equals("noerror")) {
      boolean error = word.equals("noerror");
      if (text.atEnd()) {
        String what = error ? "\"noerror\"" : "\"seen\" or \"unseen\"";
        throw new BadFilter(what + " near line " + text.line() + " is not followed by a command");
      }
      if (!error && seen != null) {
        throw new BadFilter("\"seen\" or \"unseen\" repeated near line " + text.line());
      }
      noError |= error;
      seen = error ? seen : Boolean.valueOf(word.equals("seen"));
      word = text.word(false);
    }
    return word;
  }

  private FilterCommand command(String word, int depth) throws BadFilter {
    Manner manner = new Manner(seen == null ? DELIVERIES.contains(word) : seen, noError);
    Optional<Ending> ending =
        Arrays.stream(Ending.values()).filter(one -> one.word().equals(word)).findFirst();
    if (ending.isPresent()) {
      return end(ending.get());
    }
    return switch (word) {
      case "add" -> {
        checkUnprefixed(word);
        yield add();
      }
      case "headers" -> {
        checkUnprefixed(word);
        yield headers();
      }
      case "if" -> {
        checkUnprefixed(word);
        yield condition(depth);
      }
      case "deliver" -> deliver(manner);
      case "save" -> new FilterCommand.Save(argument(word), mode(), manner);
      case "pipe" -> new FilterCommand.Pipe(argument(word).source(), manner);
      case "logfile" -> new FilterCommand.LogFile(argument(word), mode(), manner);
      case "logwrite" -> {
        String said = argument(word).source();
        yield new FilterCommand.LogWrite(
            compiler.apply(said.endsWith("\n") ? said : said + "\n"), manner);
      }
      case "testprint" -> new FilterCommand.TestPrint(argument(word), manner);
      case "finish" -> new FilterCommand.Finish(manner);
      case "mail", "vacation" -> mails.read(word.equals("vacation"), manner);
      default -> throw text.near("unknown filtering command \"" + word + "\"");
    };
  }

  private void checkUnprefixed(String word) throws BadFilter {
    if (seen != null || noError) {
      throw new BadFilter(
          SEEN_WORDS + " found before an \"" + word + "\" command near line " + text.line());
    }
  }

  private Expandable argument(String command) throws BadFilter {
    String value = text.item(false);
    if (value.isEmpty()) {
      throw text.near("\"" + command + "\" requires an argument");
    }
    return compiler.apply(value);
  }

  /** The octal digits that may follow a file's name; -1 when there are none. */
  private int mode() throws BadFilter {
    if (!Ascii.isDigit(text.peek())) {
      return -1;
    }
    String digits = text.word(false).replaceFirst("[^0-7].*", "");
    int mode = 0;
    for (int i = 0; i < digits.length(); i++) {
      mode = (mode * 8 + digits.charAt(i) - '0') & 07777;
    }
    return mode;
  }

  private FilterCommand deliver(Manner manner) throws BadFilter {
    Expandable address = argument("deliver");
    FilterText.Place place = text.place();
    if (text.word(false).equals("errors_to")) {
      return new FilterCommand.Deliver(address, compiler.apply(text.word(false)), manner);
    }
    text.back(place);
    return new FilterCommand.Deliver(address, null, manner);
  }

  private FilterCommand add() throws BadFilter {
    Expandable number = argument("add");
    if (!text.word(false).equals("to")) {
      throw text.near("\"to\" expected in \"add\" command");
    }
    String variable = text.item(false);
    if (variable.isEmpty()) {
      throw text.near("value missing after \"to\"");
    }
    return new FilterCommand.Add(number, compiler.apply(variable));
  }

  private FilterCommand headers() throws BadFilter {
    String word = argument("headers").source();
    if (!word.equals("charset") && !terms.system()) {
      throw text.near("header addition and removal is available only in system filters:");
    }
    Change change =
        switch (word) {
          case "add" -> Change.ADD;
          case "remove" -> Change.REMOVE;
          case "charset" -> Change.CHARSET;
          default ->
              throw text.near("\"add\", \"remove\", or \"charset\" expected after \"headers\"");
        };
    String value = text.item(false);
    if (value.isEmpty()) {
      throw text.near("value missing after \"add\", \"remove\", or \"charset\"");
    }
    return new FilterCommand.Headers(change, compiler.apply(value));
  }

  private FilterCommand end(Ending ending) throws BadFilter {
    if (!terms.endings().contains(ending)) {
      throw text.near("filtering command \"" + ending.word() + "\" is disabled:");
    }
    FilterText.Place place = text.place();
    if (text.peek() == '"') {
      return new FilterCommand.End(ending, compiler.apply(text.item(false)));
    }
    if (text.word(false).equals("text")) {
      return new FilterCommand.End(ending, compiler.apply(text.item(false)));
    }
    text.back(place);
    return new FilterCommand.End(ending, null);
  }

  /** From behind {@code if} or {@code elif} to {@code endif}. */
  private FilterCommand condition(int depth) throws BadFilter {
    FilterCondition condition = conditions.read();
    List<FilterCommand> then = list(depth + 1);
    List<FilterCommand> otherwise = List.of();
    if (ended.equals("elif")) {
      otherwise = List.of(condition(depth + 1));
    } else if (ended.equals("else")) {
      otherwise = list(depth + 1);
      if (!ended.equals("endif")) {
        throw new BadFilter("\"endif\" missing near line " + text.line() + " of filter file");
      }
    }
    return new FilterCommand.If(condition, then, otherwise);
  }
}
