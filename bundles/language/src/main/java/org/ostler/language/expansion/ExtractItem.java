// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.expansion;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ostler.api.text.Text;
import org.ostler.language.octets.Fields;
import org.ostler.language.octets.Json;
import org.ostler.language.text.Ascii;
import org.ostler.language.text.ListText;

/** The items extract in its four forms and listextract. */
final class ExtractItem {
  private ExtractItem() {}

  static void addTo(Map<String, ItemGrammar> items) {
    items.put("extract", ExtractItem::read);
    items.put("listextract", ExtractItem::readList);
  }

  private static Node read(Parser parser, String name) {
    parser.skipSpace();
    if (parser.at('j')) {
      String word = word(parser);
      if (word.equals("json") || word.equals("jsons")) {
        return json(parser, name, word.equals("jsons"));
      }
      parser.back(word.length());
    }
    Part key = argument(parser, name, 1);
    Part second = argument(parser, name, 2);
    parser.skipSpace();
    Text constant = key.constant();
    if (constant != null) {
      return fixed(parser, name, key, second, isNumber(constant.value()));
    }
    return open(parser, name, key, second);
  }

  private static String word(Parser parser) {
    return parser.name("");
  }

  private static Part argument(Parser parser, String name, int number) {
    return parser.braced(
        "missing '{' for arg " + number + " of " + name,
        "missing '}' closing arg " + number + " of " + name);
  }

  private static boolean isNumber(String key) {
    String text = Ascii.strip(key);
    int from = text.startsWith("-") ? 1 : 0;
    for (int i = from; i < text.length(); i++) {
      if (!Ascii.isDigit(text.charAt(i))) {
        return false;
      }
    }
    // A sign alone reads as zero.
    return !text.isEmpty();
  }

  /** A key known when compiled says how many arguments there are. */
  private static Node fixed(Parser parser, String name, Part key, Part second, boolean numbered) {
    Part third = numbered ? argument(parser, name, 3) : null;
    YesNo strings = YesNo.read(parser, name);
    return Node.of(
        run -> {
          Text sought = named(key.text(run));
          Text two = second.text(run);
          Text three = third == null ? null : third.text(run);
          return choose(run, strings, found(sought, two, three));
        });
  }

  /**
   * A key that is known only when expanded says then how many arguments there are: what follows the
   * second is read both ways.
   */
  private static Node open(Parser parser, String name, Part key, Part second) {
    Parser other = parser.fork();
    Part third = argument(other, name, 3);
    YesNo numbered = YesNo.read(other, name);
    YesNo named = YesNo.read(parser, name);
    parser.join(other);
    return Node.of(
        run -> {
          Text sought = named(key.text(run));
          Text two = second.text(run);
          return isNumber(sought.value())
              ? choose(run, numbered, found(sought, two, third.text(run)))
              : choose(run, named, found(sought, two, null));
        });
  }

  private static Text choose(Run run, YesNo strings, @Nullable Text found)
      throws Stop, InterruptedException {
    Registers registers = run.registers();
    Text outer = registers.value;
    registers.value = found;
    return strings.choose(run, found != null, outer);
  }

  /** The key, judged before the next argument is looked at. */
  private static Text named(Text key) throws Stop {
    if (Ascii.strip(key.value()).isEmpty()) {
      throw Stop.failed("first argument of \"extract\" must not be empty");
    }
    return key;
  }

  private static @Nullable Text found(Text key, Text second, @Nullable Text third) throws Stop {
    String word = Ascii.strip(key.value());
    if (third == null) {
      return with(second, Fields.named(word, second.value()));
    }
    int number = CutItems.clamped(word, word.startsWith("-") ? 1 : 0);
    return with(third, Fields.numbered(number, second.value(), third.value()));
  }

  private static @Nullable Text with(Text source, @Nullable String found) {
    return found == null ? null : source.with(found);
  }

  private static Node json(Parser parser, String name, boolean unwrapped) {
    Part key = argument(parser, name, 1);
    Part document = argument(parser, name, 2);
    YesNo strings = YesNo.read(parser, name);
    return Node.of(
        run -> {
          Text sought = named(key.text(run));
          Text text = document.text(run);
          return choose(run, strings, inJson(sought, text, unwrapped));
        });
  }

  private static @Nullable Text inJson(Text key, Text document, boolean unwrapped) throws Stop {
    try {
      String found = Json.extract(key.value(), document.value());
      if (found == null || !unwrapped) {
        return with(document, found);
      }
      return document.with(
          Json.unwrapped(found)
              .orElseThrow(
                  () -> Stop.failed("missing '\"' wrapping string result for extract jsons")));
    } catch (Json.Malformed e) {
      throw Stop.failed(String.valueOf(e.getMessage()));
    }
  }

  private static Node readList(Parser parser, String name) {
    Part number = argument(parser, name, 1);
    Part list = argument(parser, name, 2);
    YesNo strings = YesNo.read(parser, name);
    return Node.of(
        run -> {
          String word = Ascii.strip(number.text(run).value());
          if (word.isEmpty()) {
            throw Stop.failed("first argument of \"listextract\" must not be empty");
          }
          if (!isNumber(word)) {
            throw Stop.failed("first argument of \"listextract\" must be numeric");
          }
          Text text = list.text(run);
          return choose(
              run, strings, item(text, CutItems.clamped(word, word.startsWith("-") ? 1 : 0)));
        });
  }

  private static @Nullable Text item(Text list, int number) {
    var items = ListText.items(list.value());
    int index = number > 0 ? number - 1 : items.size() + number;
    return number == 0 || index < 0 || index >= items.size() ? null : list.with(items.get(index));
  }
}
