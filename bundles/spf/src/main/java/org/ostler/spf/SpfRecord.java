// SPDX-License-Identifier: Apache-2.0
package org.ostler.spf;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A published record (RFC 7208 §4.5, §4.6), parsed whole: an error anywhere in it spoils it (§4.6).
 *
 * @param directives in their order
 * @param redirect the target of {@code redirect=}, or null
 * @param exp where the explanation stands, or null
 */
record SpfRecord(List<Directive> directives, @Nullable SpfMacro redirect, @Nullable SpfMacro exp) {
  /** A mechanism and the result that it gives when it matches. */
  record Directive(SpfResult result, Mechanism mechanism) {}

  private static final Pattern MODIFIER = Pattern.compile("([A-Za-z][A-Za-z0-9_.-]*)=(.*)");

  /**
   * Whether a TXT record is meant for SPF: the version, then a space or the end (RFC 7208 §4.5).
   */
  static boolean isSpf(String text) {
    return text.regionMatches(true, 0, "v=spf1", 0, 6)
        && (text.length() == 6 || text.charAt(6) == ' ');
  }

  /** Parses a record for which {@link #isSpf} holds. */
  static SpfRecord parse(String text) throws SpfError {
    Builder builder = new Builder();
    for (String term : text.substring(6).split(" ", -1)) {
      if (!term.isEmpty()) {
        builder.add(term);
      }
    }
    return new SpfRecord(List.copyOf(builder.directives), builder.redirect, builder.exp);
  }

  private static final class Builder {
    private final List<Directive> directives = new ArrayList<>();
    private @Nullable SpfMacro redirect;
    private @Nullable SpfMacro exp;

    void add(String term) throws SpfError {
      if (term.chars().anyMatch(c -> c <= ' ' || c >= 0x7f)) {
        throw SpfError.syntax("Invalid character found"); // RFC 7208 §3.1: ASCII
      }
      Matcher modifier = MODIFIER.matcher(term);
      if (modifier.matches()) {
        addModifier(modifier.group(1).toLowerCase(Locale.ROOT), modifier.group(2));
      } else {
        addDirective(term);
      }
    }

    private void addModifier(String name, String value) throws SpfError {
      switch (name) {
        case "redirect" -> redirect = once(redirect, name, value);
        case "exp" -> exp = once(exp, name, value);
        default -> SpfMacro.anyString(value); // RFC 7208 §6: ignored, yet its syntax counts
      }
    }

    private static SpfMacro once(@Nullable SpfMacro before, String name, String value)
        throws SpfError {
      if (before != null) {
        throw SpfError.syntax(name + "= stands twice"); // RFC 7208 §6
      }
      return SpfMacro.domainSpec(value);
    }

    private void addDirective(String term) throws SpfError {
      SpfResult result =
          switch (term.charAt(0)) {
            case '-' -> SpfResult.FAIL;
            case '~' -> SpfResult.SOFTFAIL;
            case '?' -> SpfResult.NEUTRAL;
            default -> SpfResult.PASS;
          };
      boolean qualified = "+-~?".indexOf(term.charAt(0)) >= 0;
      directives.add(new Directive(result, Mechanism.parse(qualified ? term.substring(1) : term)));
    }
  }
}
