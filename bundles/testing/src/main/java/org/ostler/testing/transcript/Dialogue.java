// SPDX-License-Identifier: Apache-2.0
package org.ostler.testing.transcript;

import java.util.ArrayList;
import java.util.List;

/**
 * A conversation of a transcript file.
 *
 * @param name what follows {@code ==}
 * @param settings lines that begin with a lower-case word: what they mean is for the test that
 *     plays the dialogue
 * @param steps what is said, in order
 */
public record Dialogue(String name, List<String> settings, List<Step> steps) {
  /** One line of the dialogue. */
  public sealed interface Step {
    /** Octets that the client sends. */
    record Send(String octets) implements Step {}

    /** The next line of the server is exactly this. */
    record Exactly(String line) implements Step {}

    /** The next line of the server begins so. */
    record Prefix(String start) implements Step {}

    /** The next line of the server matches as a whole. */
    record Matches(String regex) implements Step {}

    /** A whole reply, whatever it says; its last line begins with the code. */
    record AnyReply(String code) implements Step {}

    /** The server has closed. */
    record Closed() implements Step {}

    /** The client closes its sending side. */
    record HalfClose() implements Step {}

    /** Time passes until the server's patience ends. */
    record Late() implements Step {}

    /**
     * A check that only the test that plays the dialogue knows: a word in capitals and its text.
     */
    record Check(String word, String text) implements Step {}
  }

  /**
   * Reads a transcript file: dialogues that each begin with {@code == name}.
   *
   * <pre>
   * # a reason
   * word text      a setting (lower case)
   * C: text        the client sends the text and CRLF; \r \n \t \0 \\ \xHH are escapes
   * C&lt; text        the same without CRLF
   * C*n text       the text and CRLF, n times
   * S: text        the server's next line, exactly
   * S^ text        the beginning of the server's next line
   * S~ regex       the server's next line, as a regular expression
   * S* 250         a whole reply that ends with this code
   * CLOSED  HALFCLOSE  LATE
   * WORD text      a check
   * </pre>
   */
  public static List<Dialogue> parse(String file) {
    List<Dialogue> dialogues = new ArrayList<>();
    for (String line : file.split("\n")) {
      if (line.startsWith("== ")) {
        dialogues.add(
            new Dialogue(line.substring(3).strip(), new ArrayList<>(), new ArrayList<>()));
      } else if (!line.isBlank() && !line.startsWith("#")) {
        dialogues.getLast().add(line);
      }
    }
    return dialogues;
  }

  private void add(String line) {
    String text = line.length() > 3 ? line.substring(3) : "";
    String mark = line.substring(0, Math.min(2, line.length()));
    switch (mark) {
      case "C:" -> steps.add(new Step.Send(unescape(text) + "\r\n"));
      case "C<" -> steps.add(new Step.Send(unescape(text)));
      case "C*" -> {
        int space = line.indexOf(' ');
        String one = unescape(line.substring(space + 1)) + "\r\n";
        steps.add(new Step.Send(one.repeat(Integer.parseInt(line.substring(2, space)))));
      }
      case "S:" -> steps.add(new Step.Exactly(unescape(text)));
      case "S^" -> steps.add(new Step.Prefix(unescape(text)));
      case "S~" -> steps.add(new Step.Matches(text));
      case "S*" -> steps.add(new Step.AnyReply(text.strip()));
      default -> addWord(line);
    }
  }

  private void addWord(String line) {
    switch (line.strip()) {
      case "CLOSED" -> steps.add(new Step.Closed());
      case "HALFCLOSE" -> steps.add(new Step.HalfClose());
      case "LATE" -> steps.add(new Step.Late());
      case String s when Character.isUpperCase(s.charAt(0)) -> {
        int space = s.indexOf(' ');
        steps.add(
            space < 0
                ? new Step.Check(s, "")
                : new Step.Check(s.substring(0, space), unescape(s.substring(space + 1))));
      }
      default -> settings.add(line.strip());
    }
  }

  /** Puts octets in the place of escapes. */
  static String unescape(String text) {
    StringBuilder octets = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '\\' || i + 1 == text.length()) {
        octets.append(c);
        continue;
      }
      char escaped = text.charAt(++i);
      if (escaped == 'x') {
        octets.append((char) Integer.parseInt(text.substring(i + 1, i + 3), 16));
        i += 2;
      } else {
        octets.append(plain(escaped));
      }
    }
    return octets.toString();
  }

  private static char plain(char escaped) {
    return switch (escaped) {
      case 'r' -> '\r';
      case 'n' -> '\n';
      case 't' -> '\t';
      case '0' -> '\0';
      default -> escaped;
    };
  }

  @Override
  public String toString() {
    return name;
  }
}
