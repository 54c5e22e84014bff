// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.config;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.ostler.language.expansion.ListKind;
import org.ostler.language.text.Ascii;
import org.ostler.language.text.Quoted;

/** Collects the main part: options and named lists. */
final class MainPart {
  private static final Map<String, ListKind> LISTS =
      Map.of(
          "domainlist", ListKind.DOMAIN,
          "hostlist", ListKind.HOST,
          "addresslist", ListKind.ADDRESS,
          "localpartlist", ListKind.LOCAL_PART);

  final List<Assignment> options = new ArrayList<>();
  final List<NamedListText> lists = new ArrayList<>();
  private final Map<ListKind, Set<String>> names = new EnumMap<>(ListKind.class);

  void read(Line line, Consumer<String> problem) {
    String text = Assignments.withoutHide(line.text());
    FirstWord word = FirstWord.of(text);
    // Whether Exim is asked to remember what the list said changes no answer.
    String noun =
        word.name().endsWith("_cache")
            ? word.name().substring(0, word.name().length() - 6)
            : word.name();
    ListKind kind = LISTS.get(noun);
    if (kind == null || word.rest().startsWith("=")) {
      Assignments.read(line, problem).ifPresent(options::add);
    } else {
      readList(kind, word.rest(), line, problem);
    }
  }

  private void readList(ListKind kind, String definition, Line line, Consumer<String> problem) {
    FirstWord word = FirstWord.of(definition);
    if (word.name().isEmpty()) {
      problem.accept("the name of a named " + words(kind) + " must begin with a letter");
      return;
    }
    if (!word.rest().startsWith("=")) {
      problem.accept("missing '=' after \"" + word.name() + "\"");
      return;
    }
    if (!names.computeIfAbsent(kind, _ -> new HashSet<>()).add(word.name())) {
      problem.accept("duplicate name \"" + word.name() + "\" for a named " + words(kind));
      return;
    }
    boolean hidden = !Assignments.withoutHide(line.text()).equals(line.text());
    String text = unquoted(word.name(), Ascii.strip(word.rest().substring(1)), problem);
    lists.add(new NamedListText(kind, word.name(), text, hidden, line.position()));
  }

  private static String unquoted(String name, String value, Consumer<String> problem) {
    if (!value.startsWith("\"")) {
      return value;
    }
    Quoted quoted = Quoted.read(value, 0);
    if (!quoted.closed()) {
      problem.accept("missing quote at end of string value for " + name);
    } else if (quoted.end() < value.length()) {
      problem.accept("extra characters follow string value for " + name);
    }
    return quoted.value();
  }

  private static String words(ListKind kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ') + " list";
  }
}
