// SPDX-License-Identifier: Apache-2.0
package org.ostler.control.client;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Words that Exim has and that are refused by name, each with what to do instead. */
final class Refusals {
  private static final Set<String> NOT_YET =
      Set.of(
          "-bS",
          "-bem",
          "-bf",
          "-bF",
          "-bfd",
          "-bfl",
          "-bfp",
          "-bfs",
          "-bmalware",
          "-bnq",
          "-brw",
          "-Mc",
          "-Mset",
          "-N",
          "-E",
          "-x",
          "-z",
          "-pd",
          "-ps",
          "-oB",
          "-oMm",
          "-oP",
          "-oPX",
          "-oX",
          "-oY",
          "-om?",
          "-tls-on-connect",
          "-Tqt",
          "-dropcr",
          "-atrn");

  private Refusals() {}

  /** Why the word is refused; null when it is not. */
  static @Nullable String of(String word) {
    if (word.equals("-bd") || word.equals("-bdf") || word.startsWith("-bw")) {
      return word + ": the server is started with ostler start, or ostler run in the foreground";
    }
    if (word.matches("-q+i?f{0,2}l?[0-9].*")) {
      return word + ": the running server tries its queue by itself; ostler -q tries it now";
    }
    if (word.matches("-q+i?f{0,2}l?G[^/]*/.*")) {
      return word + ": a named queue is run when somebody asks, as a timer of the system may do";
    }
    if (word.startsWith("-bI:")) {
      return "-bI is not supported yet";
    }
    if (word.matches("-d.*") && !word.startsWith("-dropcr")) {
      return word
          + " is not supported: -bh tells what access lists decide, -bt what routers do, and the"
          + " main log the rest";
    }
    if (word.startsWith("-MC")) {
      return word + " is for Exim's own use";
    }
    return NOT_YET.contains(word) || word.startsWith("-X") ? word + " is not supported yet" : null;
  }
}
