// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.expansion;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.ostler.api.list.MatchList.Match;
import org.ostler.api.text.Text;
import org.ostler.language.octets.IpText;
import org.ostler.language.regex.Regex;
import org.ostler.language.text.Ascii;
import org.ostler.language.text.ListText;

/**
 * Conditions that match a subject: against a pattern, a list of items, or a list of one of the four
 * kinds.
 */
final class MatchConditions {
  private MatchConditions() {}

  static void addTo(Map<String, ConditionGrammar> conditions) {
    conditions.put("match", MatchConditions::match);
    conditions.put("inlist", (parser, name) -> inList(parser, name, false));
    conditions.put("inlisti", (parser, name) -> inList(parser, name, true));
    conditions.put("match_address", (parser, name) -> list(parser, name, ListKind.ADDRESS));
    conditions.put("match_domain", (parser, name) -> list(parser, name, ListKind.DOMAIN));
    conditions.put("match_local_part", (parser, name) -> list(parser, name, ListKind.LOCAL_PART));
    conditions.put("match_ip", (parser, name) -> list(parser, name, ListKind.HOST));
  }

  private static Test match(Parser parser, String name) {
    List<Part> pair = Conditions.pair(parser, name, true);
    PatternPart pattern = new PatternPart(pair.getLast());
    return run -> {
      Text subject = pair.getFirst().text(run);
      Regex regex = pattern.regex(run);
      Regex.@Nullable Found found = Patterns.find(regex, subject.value(), 0);
      if (found == null) {
        return false;
      }
      run.registers().captures(Patterns.captures(found, subject));
      return true;
    };
  }

  private static Test inList(Parser parser, String name, boolean caseless) {
    List<Part> pair = Conditions.pair(parser, name, true);
    ListPart list = new ListPart(pair.getLast());
    return run -> {
      String subject = pair.getFirst().text(run).value();
      ListPart.Walk items = list.walk(list.text(run));
      run.say(() -> "condition: " + name + "  item: " + subject);
      for (Text item = items.next(); item != null; item = items.next()) {
        String one = item.value();
        run.say(() -> " compare " + one);
        if (caseless ? Ascii.sameIgnoringCase(one, subject) : one.equals(subject)) {
          run.registers().value = item;
          return true;
        }
      }
      return false;
    };
  }

  /** The list is taken as it stands: dollars in it are literal, lest a peer's text be expanded. */
  private static Test list(Parser parser, String name, ListKind kind) {
    List<Part> pair = Conditions.pair(parser, name, false);
    @Nullable Text constant = pair.getLast().constant();
    AtomicReference<Environment.@Nullable KeptList> kept = new AtomicReference<>();
    return run -> {
      Text subject = pair.getFirst().text(run);
      Text list = pair.getLast().text(run);
      if (looksUp(list) && !parser.compiler().grants(Privilege.LOOKUP)) {
        throw Stop.failed(Privilege.LOOKUP.refusal());
      }
      if (kind == ListKind.HOST && !subject.isEmpty() && !IpText.isAddress(subject.value())) {
        throw Stop.failed("\"" + subject.value() + "\" is not an IP address");
      }
      return holds(
          run,
          list,
          constant == null
              ? run.environment().lists().match(kind, subject, list, run.mail())
              : kept(run, kind, list, kept).match(subject, run.mail()));
    };
  }

  /** Whether an item of the list is a file or a lookup. */
  private static boolean looksUp(Text list) {
    ListText items = new ListText(list.value());
    for (String item = items.next(); item != null; item = items.next()) {
      if (item.indexOf(';') >= 0 || Ascii.strip(item.replace('!', ' ')).startsWith("/")) {
        return true;
      }
    }
    return false;
  }

  /** Named lists are defined by now, which they need not be when the string is compiled. */
  private static Environment.KeptList kept(
      Run run, ListKind kind, Text list, AtomicReference<Environment.@Nullable KeptList> kept) {
    Environment.KeptList known = kept.get();
    if (known == null) {
      known = run.environment().lists().keep(kind, list);
      kept.set(known);
    }
    return known;
  }

  private static boolean holds(Run run, Text list, Match match) throws Stop {
    switch (match) {
      case Match.Matched matched -> {
        String data = matched.data();
        run.registers().value = data == null ? null : Text.of(data);
        return true;
      }
      case Match.Unmatched _ -> {
        return false;
      }
      case Match.Deferred(String message) ->
          throw Stop.failed(
              "unable to complete match against \"" + list.value() + "\": " + message);
      case Match.Failed(String message) ->
          throw Stop.failed(
              "unable to complete match against \"" + list.value() + "\": " + message);
    }
  }
}
