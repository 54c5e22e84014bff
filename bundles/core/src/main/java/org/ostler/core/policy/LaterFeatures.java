// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.policy;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Words of Exim that belong to features which nobody has built yet. Whoever writes one hears which
 * feature is missing, and not that the word is unknown.
 */
final class LaterFeatures {
  /** Variables, main options and options of transports go by the family in their names. */
  private static final Pattern FAMILIES =
      Pattern.compile(
          "(arc|atrn|bmi|dcc|dkim|dmarc|ldap|malware|mysql|pgsql|spam|sqlite|srs)_[a-z_]+");

  private static final Map<String, String> FEATURES = Map.of("bmi", "brightmail", "atrn", "odmr");

  /** Words whose names do not tell. */
  private static final Map<String, String> WORDS =
      Map.ofEntries(
          Map.entry("acl_smtp_atrn", "odmr"),
          Map.entry("av_failed", "malware"),
          Map.entry("av_scanner", "malware"),
          Map.entry("dcc", "dcc"),
          Map.entry("dccifd_address", "dcc"),
          Map.entry("dccifd_options", "dcc"),
          Map.entry("inbound_srs", "srs"),
          Map.entry("ldap", "ldap"),
          Map.entry("ldapauth", "ldap"),
          Map.entry("ldapdn", "ldap"),
          Map.entry("ldapm", "ldap"),
          Map.entry("malware", "malware"),
          Map.entry("mysql", "mysql"),
          Map.entry("pgsql", "pgsql"),
          Map.entry("spam", "spam"),
          Map.entry("spamd_address", "spam"),
          Map.entry("sqlite", "sqlite"));

  private static final Set<String> KINDS =
      Set.of(
          "variable",
          "lookup",
          "expansion.item",
          "expansion.condition",
          "acl.condition",
          "acl.modifier",
          "acl.control",
          "option.main",
          "option.router",
          "option.transport");

  private LaterFeatures() {}

  /** What to say of a word that a later feature brings. */
  static Optional<String> advice(String kind, String word) {
    return KINDS.contains(kind)
        ? feature(word)
            .map(name -> "it comes with the feature " + name + ", which is not there yet")
        : Optional.empty();
  }

  private static Optional<String> feature(String word) {
    String own = WORDS.get(word);
    if (own != null) {
      return Optional.of(own);
    }
    Matcher family = FAMILIES.matcher(word);
    return family.matches()
        ? Optional.of(FEATURES.getOrDefault(family.group(1), family.group(1)))
        : Optional.empty();
  }
}
