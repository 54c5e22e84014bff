// SPDX-License-Identifier: Apache-2.0
package org.ostler.control.client;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads Exim's words. They are one-dashed, many, of all shapes, and may stand in any order, which
 * no library's grammar has; so they are read here.
 */
final class WordReader {
  /** Modes of Exim whose whole word selects. */
  private static final Set<String> MODES =
      Set.of(
          "-bV", "-be", "-bh", "-bhc", "-bi", "-bm", "-bP", "-bp", "-bpa", "-bpc", "-bpi", "-bpr",
          "-bpra", "-bpri", "-bpru", "-bpu", "-brt", "-brw", "-bs", "-bS", "-bt", "-bv", "-bvs",
          "-bem", "-z");

  /** Words of filter tests, each with a value; all select the same. */
  private static final Set<String> FILTER_WORDS =
      Set.of("-bf", "-bF", "-bfd", "-bfl", "-bfp", "-bfs");

  private static final String FILTER_TEST = "-bf";

  private static final Set<String> MESSAGE_MODES =
      Set.of(
          "-M", "-MG", "-Mar", "-Mc", "-Mes", "-Mf", "-Mg", "-Mmad", "-Mmd", "-Mrm", "-Mt", "-Mvb",
          "-Mvc", "-Mvh", "-Mvl");

  /** Those of them that try to deliver. */
  private static final Set<String> DELIVERING = Set.of("-M", "-Mc");

  /** Options of a submission that other modes may have beside them without harm. */
  private static final Set<String> HARMLESS =
      Set.of("-v", "-n", "-m", "-i", "-G", "-U", "-dropcr", "-x");

  /** Modes in which options say how a message comes. */
  private static final Set<String> MAIL = Set.of("-bm", "-bs", "-bS");

  /** Modes in which such options may say what strings are expanded over. */
  private static final Set<String> EXPANDING = Set.of("-be", "-bem");

  /** Words that deliver, of which {@code -v} tells something. */
  private static final String DELIVERS = "-M|-Mc|-Mg|-q.*|-[RS].*|-bm|-bs|-bS";

  /** What {@code -v} selects of debugging: the first bit of Exim's. */
  private static final String VERBOSE = "=1";

  private final String program;
  private final List<String> macros = new ArrayList<>();
  private final List<String> options = new ArrayList<>();
  private final List<String> rest = new ArrayList<>();
  private @Nullable Path config;
  private @Nullable Path data;
  private @Nullable String mode;
  private @Nullable String binding;
  private @Nullable String queue;
  private @Nullable String debug;

  /** {@code -N} and {@code -oB}, which say what deliveries may not do. */
  private final List<String> restraint = new ArrayList<>();

  private Deque<String> words = new ArrayDeque<>();

  WordReader(String program) {
    this.program = program;
    this.mode =
        switch (program) {
          case "mailq" -> "-bp";
          case "newaliases" -> "-bi";
          case "rsmtp" -> "-bS";
          case "runq" -> "-q";
          default -> null;
        };
    if (program.equals("rmail")) {
      // Mail by UUCP: a lone dot is text, and the other side hears of trouble by its exit code.
      options.addAll(List.of("-i", "-oee"));
    }
  }

  Words read(List<String> arguments) throws WrongWords {
    words = new ArrayDeque<>(arguments);
    while (!words.isEmpty()) {
      String word = words.remove();
      if (word.equals("--")) {
        rest.addAll(words);
        words.clear();
      } else if (word.startsWith("-") && word.length() > 1) {
        option(word);
      } else if (isCommand(word)) {
        mode = word;
        containerWords();
      } else {
        rest.add(word);
      }
    }
    List<String> command = command();
    return new Words(config, data, macros, debug, command);
  }

  /** A first word without a dash is a command of ours, unless it is an address. */
  private boolean isCommand(String word) {
    return program.equals("ostler")
        && mode == null
        && rest.isEmpty()
        && options.isEmpty()
        && word.indexOf('@') < 0;
  }

  /** What follows a command of ours is its own, but for our two long options. */
  private void containerWords() throws WrongWords {
    while (!words.isEmpty()) {
      String word = words.remove();
      if (!place(word)) {
        rest.add(word);
      }
    }
  }

  private List<String> command() throws WrongWords {
    String selected = mode;
    if (selected == null && rest.isEmpty() && !options.contains("-t") && !options.contains("-ti")) {
      return List.of();
    }
    selected = selected == null ? "-bm" : selected;
    boolean mail = MAIL.contains(selected);
    boolean filter = selected.equals(FILTER_TEST);
    boolean said = mail || filter || (EXPANDING.contains(selected) && binding != null);
    if ("-tls-on-connect".equals(binding) && !selected.equals("-bs")) {
      throw new WrongWords(binding + " has no effect on " + selected);
    }
    boolean sender = String.valueOf(binding).matches("-[fr].*");
    if (binding != null && (filter ? !sender : !said)) {
      throw new WrongWords(binding + " has no effect on " + selected);
    }
    if (debug == null && options.contains("-v") && selected.matches(DELIVERS)) {
      debug = VERBOSE;
    }
    List<String> command = new ArrayList<>(List.of(selected));
    command.addAll(queueWords(selected));
    if (selected.equals("-bem") || selected.equals("-z")) {
      if (rest.isEmpty()) {
        throw unknown(selected);
      }
      command.add(rest.removeFirst());
    }
    if (selected.equals("-bP") && options.contains("-n")) {
      command.add("-n");
    }
    int aliases = options.indexOf("-oA");
    if (selected.equals("-bi") && aliases >= 0) {
      command.add(options.get(aliases + 1));
    }
    if (said) {
      command.addAll(restraint(selected));
      command.addAll(options);
      if (!filter && (!rest.isEmpty() || !mail)) {
        command.add("--");
      }
    }
    command.addAll(rest);
    return command;
  }

  /** {@code -G NAME} for a command about a named queue. */
  private List<String> queueWords(String selected) throws WrongWords {
    String name = queue;
    boolean runs = selected.matches("-q.*|-[RS].*") || MESSAGE_MODES.contains(selected);
    List<String> about = new ArrayList<>();
    if (runs) {
      about.addAll(restraint(selected));
    } else if (!restraint.isEmpty() && !MAIL.contains(selected)) {
      throw new WrongWords(restraint.getFirst() + " has no effect on " + selected);
    }
    if (name == null) {
      return about;
    }
    if (!runs && !selected.startsWith("-bp")) {
      throw new WrongWords("-qG" + name + " has no effect on " + selected);
    }
    about.addAll(List.of("-G", name));
    return about;
  }

  private List<String> restraint(String selected) throws WrongWords {
    boolean delivers = !MESSAGE_MODES.contains(selected) || DELIVERING.contains(selected);
    if (!restraint.isEmpty() && !delivers) {
      throw new WrongWords(restraint.getFirst() + " has no effect on " + selected);
    }
    return restraint;
  }

  /** Takes a word that says where, with its value; false when it is none. */
  private boolean place(String word) throws WrongWords {
    if (word.equals("--config") || word.startsWith("--config=")) {
      config = Path.of(longValue(word));
    } else if (word.equals("--data") || word.startsWith("--data=")) {
      data = Path.of(longValue(word));
    } else {
      return false;
    }
    return true;
  }

  private String longValue(String word) throws WrongWords {
    int equals = word.indexOf('=');
    String value = equals < 0 ? value(word) : word.substring(equals + 1);
    if (value.isEmpty()) {
      throw new WrongWords(word + " needs a value");
    }
    return value;
  }

  private String value(String word) throws WrongWords {
    if (words.isEmpty()) {
      throw unknown(word);
    }
    return words.remove();
  }

  private static WrongWords unknown(String word) {
    return new WrongWords(
        "unknown, malformed, or incomplete option " + word + "; see ostler --help");
  }

  private void option(String word) throws WrongWords {
    String refused = Refusals.of(word);
    if (refused != null) {
      throw new WrongWords(refused);
    }
    if (place(word)) {
      return;
    }
    if (word.startsWith("-C")) {
      config = firstThere(word.length() > 2 ? word.substring(2) : value(word));
    } else if (word.startsWith("-d") && !word.equals("-dropcr")) {
      // -dd only asks a daemon not to fork, which there is none to do.
      debug = word.substring(word.startsWith("-dd") ? 3 : 2);
    } else if (word.startsWith("-D")) {
      macro(word.substring(2));
    } else if (word.equals("--version")) {
      select("-bV");
    } else if (word.startsWith("-bI:")) {
      select("-bI");
      rest.add(word.substring("-bI:".length()));
    } else if (MODES.contains(word)) {
      select(word);
    } else if (FILTER_WORDS.contains(word)) {
      select(FILTER_TEST);
      rest.add(word);
      if (words.isEmpty()) {
        boolean file = word.length() == FILTER_TEST.length();
        throw new WrongWords((file ? "file name" : "string") + " expected after " + word);
      }
      rest.add(words.remove());
    } else if (MESSAGE_MODES.contains(word)) {
      select(word);
      rest.addAll(words);
      words.clear();
    } else if (word.matches("-q{1,2}i?f{0,2}l?G.*")) {
      int name = word.indexOf('G');
      namedQueue(word.substring(0, name), word.substring(name + 1));
    } else if (word.matches("-q{1,2}i?f{0,2}l?|-q?[RS]r?f{0,2}")) {
      queueRun(word);
    } else {
      submission(word);
    }
  }

  /** The first file of the list that is there; the first of all when none is. */
  private static Path firstThere(String list) {
    for (String name : list.split(":", -1)) {
      if (!name.isEmpty() && Files.exists(Path.of(name))) {
        return Path.of(name);
      }
    }
    return Path.of(list.split(":", -1)[0]);
  }

  private void select(String word) throws WrongWords {
    boolean other = mode != null && !mode.equals(word);
    if (other || (word.equals("-bs") && options.contains("-t"))) {
      throw new WrongWords(
          "incompatible command-line options or arguments: " + mode + " and " + word);
    }
    mode = word;
  }

  private void macro(String definition) throws WrongWords {
    if (!definition.matches("[A-Z][A-Za-z0-9_]*(\\s*=.*)?")) {
      throw new WrongWords("macro name set by -D must start with an upper case letter");
    }
    int equals = definition.indexOf('=');
    macros.add(
        equals < 0
            ? definition + "="
            : definition.substring(0, equals).strip() + "=" + definition.substring(equals + 1));
  }

  /** {@code -qG<name>} runs that queue, or says which one another word is about. */
  private void namedQueue(String run, String name) throws WrongWords {
    if (name.isEmpty() || name.indexOf('/') >= 0) {
      throw new WrongWords("a queue name expected in " + run + "G" + name);
    }
    queue = name;
    boolean beside = mode != null && !mode.matches("-q.*|-[RS].*");
    if (!beside && !isOtherModeAhead()) {
      queueRun(run);
    }
  }

  private boolean isOtherModeAhead() {
    return words.stream().anyMatch(word -> MODES.contains(word) || MESSAGE_MODES.contains(word));
  }

  /** Several words may select together, as in {@code -qff -R example}. */
  private void queueRun(String word) throws WrongWords {
    if (mode == null) {
      mode = word;
    } else if (mode.matches("-q.*|-[RS].*")) {
      rest.add(word);
    } else {
      select(word);
    }
    if (word.indexOf('R') > 0 || word.indexOf('S') > 0) {
      if (words.isEmpty()) {
        throw new WrongWords("string expected after " + word);
      }
      rest.add(words.remove());
    }
  }

  /** {@code -N}, {@code -oB}, {@code -oBN}, {@code -oB N}; true when it is one of them. */
  private boolean restrains(String word) {
    if (word.equals("-N")) {
      restraint.add(word);
    } else if (word.matches("-oB[0-9]{0,9}")) {
      String number = word.substring("-oB".length());
      String next = words.peek();
      if (number.isEmpty() && next != null && next.matches("[0-9]{1,9}")) {
        number = words.remove();
      }
      restraint.addAll(List.of("-oB", number.isEmpty() ? "1" : number));
    } else {
      return false;
    }
    return true;
  }

  /** Options of a message; the server reads them again. */
  private void submission(String word) throws WrongWords {
    if (restrains(word)) {
      return;
    }
    if (word.matches("-or.+")) {
      words.addFirst(word.substring("-or".length()));
      submission("-or");
      return;
    }
    boolean valued = word.matches("-[fFrhLOX]|-oA|-or|-Mset|-oM(a|aa|ai|as|i|m|r|s|t)");
    boolean known =
        valued
            || HARMLESS.contains(word)
            || word.matches(
                "-t|-ti|-bnq|-tls-on-connect|-oi|-oitrue|-om|-ov|-oo|-oe[emqpw]|-od[bdfiq]|-odqs"
                    + "|-[fFr].+|-p[^ds].*|-B.*|-x|-[hLOX].+");
    if (!known) {
      throw unknown(word);
    }
    if (word.matches("-t|-ti") && mode == null) {
      mode = "-bm";
    }
    if (word.matches("-t|-ti|-[fFr].*|-oM.*|-Mset|-p.*|-bnq|-tls-on-connect")) {
      binding = word;
    }
    if (word.matches("-t|-ti") && "-bs".equals(mode)) {
      throw new WrongWords("incompatible command-line options or arguments: -bs and " + word);
    }
    options.add(word);
    if (valued) {
      options.add(value(word));
    }
  }
}
