// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.command;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ostler.api.mail.QueueId;
import org.ostler.core.acl.Times;
import org.ostler.core.queue.Restraint;

/** Reads the words behind {@code -bm} and {@code -bs}, as sendmail's callers write them. */
final class SubmissionWords {
  private static final Set<String> HARMLESS =
      Set.of(
          "-m", "-om", "-n", "-v", "-U", "-dropcr", "-x", "-ov", "-oo", "-oem", "-oep", "-oee",
          "-oew");
  private static final Set<String> WITH_VALUE = Set.of("-h", "-L", "-O", "-oA", "-X");
  private static final Set<String> ORIGINS =
      Set.of("-oMa", "-oMaa", "-oMai", "-oMas", "-oMi", "-oMm", "-oMr", "-oMs", "-oMt");

  private final List<String> arguments = new ArrayList<>();
  private final Map<String, String> origin = new HashMap<>();
  private boolean fromFields;
  private boolean dotEnds = true;
  private boolean quiet;
  private boolean asReceived;
  private @Nullable String sender;
  private @Nullable String name;
  private LocalMail.Dispatching dispatch = LocalMail.Dispatching.USUAL;
  private boolean suppressed;
  private int messages = -1;
  private boolean qualifies = true;
  private boolean secure;
  private @Nullable Duration patience;

  private SubmissionWords() {}

  /** Reads the words that follow the first one. */
  static LocalMail read(List<String> words) throws WrongWords {
    SubmissionWords reader = new SubmissionWords();
    Iterator<String> rest = words.subList(1, words.size()).iterator();
    while (rest.hasNext()) {
      String word = rest.next();
      if (word.equals("--")) {
        rest.forEachRemaining(reader.arguments::add);
      } else if (word.startsWith("-") && word.length() > 1) {
        reader.option(word, rest);
      } else {
        reader.arguments.add(word);
      }
    }
    return new LocalMail(
        List.copyOf(reader.arguments),
        reader.fromFields,
        reader.sender,
        reader.name,
        reader.dotEnds,
        reader.manner(),
        reader.quiet,
        reader.asReceived,
        new Origin(reader.origin));
  }

  private LocalMail.Manner manner() {
    return new LocalMail.Manner(
        dispatch, new Restraint(suppressed, messages), qualifies, secure, patience);
  }

  private void option(String word, Iterator<String> rest) throws WrongWords {
    if (HARMLESS.contains(word)) {
      return;
    }
    if (WITH_VALUE.contains(word)) {
      value(word, rest);
      return;
    }
    if (ORIGINS.contains(word)) {
      String value = value(word, rest);
      if (word.equals("-oMm") && !QueueId.isValid(value)) {
        throw new WrongWords("-oMm must be a valid message ID");
      }
      origin.put(word.substring(3), value);
      return;
    }
    switch (word) {
      case "-t" -> fromFields = true;
      case "-ti" -> {
        fromFields = true;
        dotEnds = false;
      }
      case "-i", "-oi", "-oitrue" -> dotEnds = false;
      case "-oeq" -> quiet = true;
      case "-N" -> suppressed = true;
      case "-oB" -> messages = NamedQueue.number(value(word, rest));
      case "-or" -> patience = time(value(word, rest));
      case "-bnq" -> qualifies = false;
      case "-tls-on-connect" -> secure = true;
      case "-G" -> asReceived = true;
      case "-odb" -> dispatch = LocalMail.Dispatching.BACKGROUND;
      case "-odi", "-odf" -> dispatch = LocalMail.Dispatching.FOREGROUND;
      case "-odd" -> {
        // Takes back what Exim does for its own tests, which nobody does here.
      }
      case "-odq" -> dispatch = LocalMail.Dispatching.QUEUE;
      case "-odqs" -> dispatch = LocalMail.Dispatching.QUEUE_REMOTE;
      default -> attached(word, rest);
    }
  }

  /** Options whose value may stand in the same word. */
  private void attached(String word, Iterator<String> rest) throws WrongWords {
    String tail = word.substring(2);
    switch (word.charAt(1)) {
      case 'f', 'r' -> sender = path(tail.isEmpty() ? value(word, rest) : tail);
      case 'F' -> name = tail.isEmpty() ? value(word, rest) : tail;
      case 'p' -> protocol(word, tail);
      case 'B', 'h', 'L', 'O', 'X' -> {
        // The type of the body, the hop count and the log tag of sendmail: Exim ignores them too.
      }
      default -> throw new WrongWords("unknown, malformed, or incomplete option " + word);
    }
  }

  private static Duration time(String text) throws WrongWords {
    long seconds = Times.seconds(text);
    if (seconds < 0) {
      throw new WrongWords("bad time value " + text + ", a time is for example 5m or 1h30m");
    }
    return Duration.ofSeconds(seconds);
  }

  /** {@code -pPROTOCOL[:HOST]}. */
  private void protocol(String word, String text) throws WrongWords {
    int colon = text.indexOf(':');
    String first = colon < 0 ? text : text.substring(0, colon);
    if (first.isEmpty()) {
      throw new WrongWords("a protocol expected after -p, as in -pUUCP:host.example, not " + word);
    }
    origin.put("r", first);
    if (colon >= 0) {
      origin.put("s", text.substring(colon + 1));
    }
  }

  private static String path(String text) {
    String bare = text.strip();
    return bare.equals("<>") ? "" : bare;
  }

  private static String value(String word, Iterator<String> rest) throws WrongWords {
    if (!rest.hasNext()) {
      throw new WrongWords("unknown, malformed, or incomplete option " + word);
    }
    return rest.next();
  }
}
