// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.acl;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.ostler.api.acl.Phase;
import org.ostler.api.option.InvalidArgument;
import org.ostler.language.text.Ascii;
import org.ostler.language.text.ListText;

/**
 * The argument of {@code verify}.
 *
 * @param type what is verified
 * @param address {@code sender=address}, or the domain of {@code csa/domain}; null when not given
 * @param options what follows, as written
 */
record VerifySpec(Type type, @Nullable String address, List<String> options) {
  private static final Set<Phase> WITH_HEADER =
      Set.of(
          Phase.DATA,
          Phase.NOT_SMTP,
          Phase.PRDR,
          Phase.MIME,
          Phase.NOT_SMTP_MIME,
          Phase.DKIM,
          // Where no message is left there is nothing to find wrong.
          Phase.QUIT,
          Phase.NOTQUIT);
  private static final Set<Phase> WITH_SENDER =
      Set.of(Phase.MAIL, Phase.RCPT, Phase.PREDATA, Phase.DATA, Phase.NOT_SMTP);

  /** What can be verified. */
  enum Type {
    REVERSE_HOST_LOOKUP("reverse_host_lookup", Places.ANY, Set.of("defer_ok")),
    CERTIFICATE("certificate", Places.ANY, Set.of()),
    HELO("helo", Places.ANY, Set.of()),
    CSA("csa", Places.ANY, null),
    HEADER_SYNTAX("header_syntax", WITH_HEADER, Set.of()),
    NOT_BLIND("not_blind", WITH_HEADER, Set.of("case_insensitive")),
    HEADER_SENDER("header_sender", WITH_HEADER, null),
    SENDER("sender", WITH_SENDER, null),
    RECIPIENT("recipient", Places.RECIPIENT, null),
    HEADER_NAMES_ASCII("header_names_ascii", WITH_HEADER, Set.of());

    final String word;
    final Set<Phase> phases;

    /** The options it may have; null when addresses are verified, which have many. */
    final @Nullable Set<String> known;

    Type(String word, Set<Phase> phases, @Nullable Set<String> known) {
      this.word = word;
      this.phases = phases;
      this.known = known;
    }
  }

  static VerifySpec parse(String text) throws InvalidArgument {
    ListText list = new ListText(text, '/');
    String first = list.next();
    Type type = first == null ? null : type(first);
    if (first == null || type == null) {
      throw bad(text);
    }
    String address = null;
    if (type == Type.SENDER && first.length() > type.word.length()) {
      String rest = Ascii.strip(first.substring(type.word.length()));
      if (!rest.startsWith("=")) {
        throw bad(text);
      }
      address = Ascii.strip(rest.substring(1));
    }
    List<String> options = new ArrayList<>();
    for (String option = list.next(); option != null; option = list.next()) {
      options.add(option);
    }
    if (type == Type.CSA) {
      return new VerifySpec(type, options.isEmpty() ? null : options.getFirst(), List.of());
    }
    check(type, options, text);
    return new VerifySpec(type, address, List.copyOf(options));
  }

  private static void check(Type type, List<String> options, String text) throws InvalidArgument {
    Set<String> known = type.known;
    if (known == null) {
      VerifyOptions.check(type, options, text);
      return;
    }
    if (known.isEmpty() && !options.isEmpty()) {
      throw new InvalidArgument(
          "unexpected '/' found in \"" + text + "\" (this verify item has no options)");
    }
    for (String option : options) {
      if (!known.contains(Ascii.lower(option))) {
        throw VerifyOptions.unknown(option, text);
      }
    }
  }

  private static @Nullable Type type(String word) {
    for (Type type : Type.values()) {
      boolean exact = Ascii.sameIgnoringCase(word, type.word);
      if (exact || (type == Type.SENDER && Ascii.startsIgnoringCase(word, "sender"))) {
        return type;
      }
    }
    return null;
  }

  private static InvalidArgument bad(String text) {
    return new InvalidArgument(
        "expected \"sender[=address]\", \"recipient\", \"helo\", \"header_syntax\","
            + " \"header_sender\", \"header_names_ascii\" or \"reverse_host_lookup\" at start of"
            + " ACL condition \"verify "
            + text
            + "\"");
  }

  boolean deferOk() {
    return has("defer_ok");
  }

  boolean noDetails() {
    return has("no_details");
  }

  boolean has(String option) {
    for (String given : options) {
      if (Ascii.sameIgnoringCase(given, option)) {
        return true;
      }
    }
    return false;
  }

  /**
   * The options that change what a verification finds out: results with others are not the same.
   */
  String calloutOptions() {
    return options.stream()
        .filter(option -> Ascii.startsIgnoringCase(option, "callout"))
        .collect(Collectors.joining("/"));
  }
}
