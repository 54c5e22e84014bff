// SPDX-License-Identifier: Apache-2.0
package org.ostler.control.client;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Words that Exim has and that are refused by name, each with the reason or what to do instead. */
final class Refusals {
  private static final String DAEMON =
      "the server is started with -bd or ostler start, or with -bdf or ostler run in the foreground";
  private static final String STARTING = "it goes with the words that start the server";
  private static final String PERL = "there is no Perl in the server";
  private static final String OWN_USE = "it is for Exim's own use";

  private static final Map<String, String> REASONS =
      Map.ofEntries(
          Map.entry("-bd", DAEMON),
          Map.entry("-bdf", DAEMON),
          Map.entry("-bmalware", "no scanner is here yet; av_scanner is not supported either"),
          Map.entry("-oP", STARTING),
          Map.entry("-oPX", "it is for Exim's own use; the server removes its file when it ends"),
          Map.entry("-oX", STARTING),
          Map.entry("-oY", STARTING),
          Map.entry("-pd", PERL),
          Map.entry("-ps", PERL),
          Map.entry("-E", OWN_USE),
          Map.entry("-Tqt", OWN_USE),
          Map.entry("-atrn", "ODMR (RFC 2645) is not supported yet"));

  private Refusals() {}

  /** Why the word is refused; null when it is not. */
  static @Nullable String of(String word) {
    if (word.startsWith("-bw")) {
      return word + ": " + DAEMON;
    }
    if (word.matches("-q+i?f{0,2}l?[0-9].*")) {
      return word + ": the running server tries its queue by itself; ostler -q tries it now";
    }
    if (word.matches("-q+i?f{0,2}l?G[^/]*/.*")) {
      return word + ": a named queue is run when somebody asks, as a timer of the system may do";
    }
    if (word.startsWith("-os")) {
      return word + ": " + STARTING + "; a session of a local program lasts as long as that";
    }
    if (word.startsWith("-MC") || word.matches("-E.+")) {
      return word + ": " + OWN_USE;
    }
    String reason = REASONS.get(word);
    return reason == null ? null : word + ": " + reason;
  }
}
