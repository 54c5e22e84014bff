// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.command;

import java.util.ArrayList;
import java.util.List;
import org.ostler.api.mail.QueueId;

/** Message ids behind a word, refused in Exim's words. */
final class MessageIds {
  private MessageIds() {}

  static QueueId read(String text, String word) throws WrongWords {
    if (!QueueId.isValid(text)) {
      throw new WrongWords("malformed message id " + text + " after " + word + " option");
    }
    return new QueueId(text);
  }

  /** The ids behind the first word, at least one. */
  static List<QueueId> after(List<String> words) throws WrongWords {
    String word = words.getFirst();
    if (words.size() == 1) {
      throw new WrongWords("no message ids given after " + word + " option");
    }
    List<QueueId> ids = new ArrayList<>();
    for (String text : words.subList(1, words.size())) {
      ids.add(read(text, word));
    }
    return ids;
  }
}
