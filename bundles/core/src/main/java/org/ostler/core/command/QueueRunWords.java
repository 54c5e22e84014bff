// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.command;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ostler.api.mail.QueueId;
import org.ostler.language.regex.BadPattern;
import org.ostler.language.regex.Overrun;
import org.ostler.language.regex.Regex;

/**
 * The words of queue runs: {@code -q[q][i][f[f]][l]}, {@code -[q]R[r][f[f]] TEXT}, {@code -S}
 * alike.
 */
final class QueueRunWords {
  private static final Pattern RUN = Pattern.compile("-q(q?)(i?)(f{0,2})(l?)");
  private static final Pattern SELECT = Pattern.compile("-q?([RS])(r?)(f{0,2})");

  private QueueRunWords() {}

  static List<String> all() {
    List<String> words = new ArrayList<>();
    for (String force : List.of("", "f", "ff")) {
      for (String first : List.of("", "q", "i", "qi")) {
        words.add("-q" + first + force);
        words.add("-q" + first + force + "l");
      }
      for (String regex : List.of("", "r")) {
        for (String kind : List.of("-R", "-S", "-qR", "-qS")) {
          words.add(kind + regex + force);
        }
      }
    }
    return List.copyOf(words);
  }

  /** What the words select; more selections may follow the first, as in {@code -R a -S b}. */
  static QueueSelection read(List<String> words) throws WrongWords {
    QueueSelection selection = QueueSelection.ALL;
    List<QueueId> range = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      Matcher run = RUN.matcher(word);
      Matcher select = SELECT.matcher(word);
      if (run.matches()) {
        selection =
            selection
                .forced(run.group(3).length())
                .firstOnly(!run.group(2).isEmpty())
                .localOnly(!run.group(4).isEmpty())
                .saying(word.length() > 2 ? word : "");
      } else if (select.matches()) {
        i++;
        if (i == words.size() || words.get(i).isEmpty()) {
          throw new WrongWords("string expected after " + word);
        }
        selection = select(selection, select, words.get(i));
      } else {
        range.add(MessageIds.read(word, words.getFirst()));
      }
    }
    if (range.size() > 2) {
      throw new WrongWords("at most a first and a last message id can be given to a queue run");
    }
    return range.isEmpty()
        ? selection
        : selection.between(range.getFirst(), range.size() == 2 ? range.getLast() : null);
  }

  private static QueueSelection select(QueueSelection before, Matcher word, String text)
      throws WrongWords {
    boolean regex = !word.group(2).isEmpty();
    Predicate<String> test = test(text, regex);
    boolean recipients = word.group(1).equals("R");
    QueueSelection selection =
        before
            .saying("-" + word.group(1) + (regex ? "r " : " ") + text)
            .forced(word.group(3).length());
    return recipients ? selection.recipients(test) : selection.sender(test);
  }

  private static Predicate<String> test(String text, boolean regex) throws WrongWords {
    if (!regex) {
      Pattern pattern = Pattern.compile(text, Pattern.CASE_INSENSITIVE | Pattern.LITERAL);
      return address -> pattern.matcher(address).find();
    }
    try {
      Regex pattern = Regex.compile(text, true);
      return address -> matches(pattern, address);
    } catch (BadPattern wrong) {
      throw new WrongWords(
          "\""
              + text
              + "\" is not a regular expression: "
              + wrong.getMessage()
              + " at offset "
              + wrong.offset());
    }
  }

  private static boolean matches(Regex pattern, String address) {
    try {
      return pattern.matches(address);
    } catch (Overrun e) {
      return false; // a run takes what it is sure of
    }
  }
}
