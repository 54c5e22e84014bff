// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.option;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ostler.api.expansion.Expandable;
import org.ostler.api.list.MatchList;
import org.ostler.api.option.InvalidArgument;
import org.ostler.api.option.Kind;
import org.ostler.api.option.Option;
import org.ostler.language.expansion.ListKind;
import org.ostler.language.text.Ascii;
import org.ostler.language.text.ListText;
import org.ostler.language.text.Quoted;

/** Makes typed values of the texts that options are given. */
final class ValueParser {
  private static final int KIBI = 1024;

  private static final Map<Kind<MatchList>, ListKind> LISTS =
      Map.of(
          Kind.DOMAIN_LIST, ListKind.DOMAIN,
          Kind.HOST_LIST, ListKind.HOST,
          Kind.ADDRESS_LIST, ListKind.ADDRESS,
          Kind.LOCAL_PART_LIST, ListKind.LOCAL_PART);

  private final ValueCompiler compiler;

  ValueParser(ValueCompiler compiler) {
    this.compiler = compiler;
  }

  /**
   * Parses one value.
   *
   * @param word the name as written, for messages
   * @param text what follows the equals sign; null for a bare name
   */
  Object parse(Option<?> option, String word, @Nullable String text) throws InvalidArgument {
    if (option.kind() == Kind.BOOLEAN) {
      return bool(word, text);
    }
    if (text == null) {
      throw new InvalidArgument("unexpected end of line (data missing) after " + word);
    }
    return parse(option.kind(), word, text);
  }

  private Object parse(Kind<?> kind, String word, String text) throws InvalidArgument {
    if (kind == Kind.INTEGER) {
      return (int) Numbers.integer(word, text, 0, Integer.MAX_VALUE);
    }
    if (kind == Kind.SIZE) {
      return Numbers.integer(word, text, 0, Long.MAX_VALUE);
    }
    if (kind == Kind.KILOBYTES) {
      boolean bare = !text.isEmpty() && "kKmMgG".indexOf(text.charAt(text.length() - 1)) < 0;
      long most = Long.MAX_VALUE;
      long number = Numbers.integer(word, text, 0, bare ? most / KIBI : most);
      return bare ? number * KIBI : number;
    }
    if (kind == Kind.OCTAL) {
      return (int) Numbers.integer(word, text, 8, Integer.MAX_VALUE);
    }
    if (kind == Kind.TIME) {
      return Numbers.time(word, text);
    }
    if (kind == Kind.FIXED) {
      return Numbers.fixed(word, text);
    }
    return parseString(kind, word, string(word, text));
  }

  private Object parseString(Kind<?> kind, String word, String text) throws InvalidArgument {
    if (kind == Kind.STRING) {
      return text;
    }
    if (kind == Kind.EXPANDED) {
      return compiler.string(text);
    }
    if (kind == Kind.EXPANDED_LINES) {
      return strings(new ListText(text, '\n'));
    }
    if (kind == Kind.EXPANDED_ITEMS) {
      return strings(new ListText(text, ':'));
    }
    if (kind == Kind.STRINGS) {
      return List.copyOf(ListText.items(text));
    }
    ListKind list = LISTS.get(kind);
    if (list == null) {
      throw new IllegalStateException(word + " is of an unknown kind, " + kind.word());
    }
    return compiler.list(list, text);
  }

  private List<Expandable> strings(ListText items) throws InvalidArgument {
    List<Expandable> strings = new ArrayList<>();
    for (String item = items.next(); item != null; item = items.next()) {
      strings.add(compiler.string(item));
    }
    return List.copyOf(strings);
  }

  private static Boolean bool(String word, @Nullable String text) throws InvalidArgument {
    boolean negated = word.startsWith("no_") || word.startsWith("not_");
    if (text == null || text.isEmpty() && !negated) {
      return !negated;
    }
    if (negated) {
      throw new InvalidArgument("extra characters follow boolean option " + word);
    }
    int end = 0;
    while (end < text.length() && Ascii.isWord(text.charAt(end))) {
      end++;
    }
    String value = text.substring(0, end);
    int rest = Ascii.skipSpace(text, end);
    boolean holds = Ascii.sameIgnoringCase(value, "true") || Ascii.sameIgnoringCase(value, "yes");
    if (!holds && !Ascii.sameIgnoringCase(value, "false") && !Ascii.sameIgnoringCase(value, "no")) {
      throw new InvalidArgument(
          "\""
              + value
              + "\" is not a valid value for the \""
              + word
              + "\" option: write true, yes, false or no");
    }
    if (rest < text.length()) {
      throw new InvalidArgument(
          "extra characters follow \""
              + value
              + "\" for boolean option "
              + word
              + Numbers.hint(text, rest));
    }
    return holds;
  }

  /** A string value with the escapes of a quoted one replaced. */
  static String string(String word, String text) throws InvalidArgument {
    if (!text.startsWith("\"")) {
      return text;
    }
    Quoted quoted = Quoted.read(text, 0);
    if (!quoted.closed()) {
      throw new InvalidArgument("missing quote at end of string value for " + word);
    }
    if (quoted.end() < text.length()) {
      throw new InvalidArgument(
          "extra characters follow string value for "
              + word
              + Numbers.hint(text, Ascii.skipSpace(text, quoted.end())));
    }
    return quoted.value();
  }
}
