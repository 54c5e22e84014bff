// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.filter;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;
import org.ostler.api.expansion.Expandable;

/** Reads the words of {@code mail} and {@code vacation}, which end before the first other word. */
final class MailReader {
  private final FilterText text;
  private final Function<String, Expandable> compiler;

  MailReader(FilterText text, Function<String, Expandable> compiler) {
    this.text = text;
    this.compiler = compiler;
  }

  FilterCommand read(boolean vacation, Manner manner) throws BadFilter {
    Map<MailWord, Expandable> words = new EnumMap<>(MailWord.class);
    boolean expandFile = vacation;
    boolean returnMessage = false;
    boolean expanding = false;
    while (true) {
      FilterText.Place place = text.place();
      String word = text.word(false);
      MailWord known = MailWord.of(word);
      if (expanding && known != MailWord.FILE) {
        throw text.near("\"expand\" not followed by \"file\" ");
      } else if (known != null) {
        words.put(known, compiler.apply(text.item(false)));
        expandFile = known == MailWord.FILE ? expanding : expandFile;
        expanding = false;
      } else if (word.equals("expand")) {
        expanding = true;
      } else if (word.equals("return")) {
        if (!text.word(false).equals("message")) {
          throw text.near("\"return\" not followed by \"message\" ");
        }
        returnMessage = true;
      } else {
        text.back(place);
        break;
      }
    }
    if (vacation) {
      for (MailWord word : MailWord.values()) {
        String usual = word.ofVacation();
        if (usual != null && !words.containsKey(word)) {
          words.put(word, compiler.apply(usual));
        }
      }
    }
    return new FilterCommand.Mail(vacation, words, expandFile, returnMessage, manner);
  }
}
