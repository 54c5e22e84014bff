// SPDX-License-Identifier: Apache-2.0
package org.ostler.spf;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.ostler.api.acl.Condition.Verdict;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The argument of {@code spf} and {@code spf_guess}: results, each perhaps negated. */
final class ResultList {
  private static final Logger LOG = LoggerFactory.getLogger(ResultList.class);
  private static final Map<String, String> OLD_WORDS =
      Map.of("err_perm", "permerror", "err_temp", "temperror");
  // What Exim with libspf2 gives for a malformed record.
  private static final String MALFORMED = "invalid";
  private static final Set<String> WORDS =
      Arrays.stream(SpfResult.values())
          .map(SpfResult::word)
          .collect(Collectors.toUnmodifiableSet());
  private static final Set<String> WARNED = ConcurrentHashMap.newKeySet();

  private ResultList() {}

  /**
   * Whether an outcome is in the list: the first item decides that is that result, or a negation of
   * another.
   */
  static Verdict test(String list, SpfOutcome outcome) {
    for (String item : split(list)) {
      boolean negated = item.startsWith("!");
      String word = current(negated ? item.substring(1).strip() : item);
      if (!WORDS.contains(word) && !word.equals(MALFORMED)) {
        return new Verdict.Failed("\"" + word + "\" is no result of SPF: use " + known());
      }
      if (negated != is(word, outcome)) {
        return new Verdict.Met();
      }
    }
    return new Verdict.NotMet("");
  }

  private static boolean is(String word, SpfOutcome outcome) {
    return word.equals(MALFORMED)
        ? outcome.reason() == SpfOutcome.Reason.SYNTAX
        : word.equals(outcome.result().word());
  }

  private static String current(String word) {
    String today = OLD_WORDS.get(word);
    if (today == null) {
      return word;
    }
    if (WARNED.add(word)) {
      LOG.warn("the SPF result {} is deprecated: write {}", word, today);
    }
    return today;
  }

  private static String known() {
    return WORDS.stream().sorted().collect(Collectors.joining(", ")) + " or " + MALFORMED;
  }

  /** A list of the language: colons, or what follows {@code <}. No item can contain a separator. */
  private static List<String> split(String list) {
    String rest = list.strip();
    String separator = ":";
    if (rest.length() > 1 && rest.charAt(0) == '<' && !Character.isLetterOrDigit(rest.charAt(1))) {
      separator = rest.substring(1, 2);
      rest = rest.substring(2);
    }
    return Arrays.stream(rest.split(Pattern.quote(separator)))
        .map(String::strip)
        .filter(item -> !item.isEmpty())
        .toList();
  }
}
