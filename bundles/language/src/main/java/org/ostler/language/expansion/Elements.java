// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.expansion;

import org.jspecify.annotations.Nullable;
import org.ostler.api.text.Text;
import org.ostler.language.octets.Json;
import org.ostler.language.text.ListText;

/** What a text consists of: items of a list, or elements of a JSON array. */
enum Elements {
  LIST(""),
  JSON("_json"),
  JSON_STRINGS("_jsons");

  private final String suffix;

  Elements(String suffix) {
    this.suffix = suffix;
  }

  String suffix() {
    return suffix;
  }

  /** The elements one after another, then null. */
  interface Source {
    @Nullable Text next() throws Stop;
  }

  Source of(Text text, Run run) throws Stop {
    if (this == LIST) {
      ListText items = new ListText(text.value());
      return () -> {
        String item = items.next();
        return item == null ? null : text.with(item);
      };
    }
    return array(text, run);
  }

  private Source array(Text text, Run run) throws Stop {
    Json.Elements elements;
    try {
      elements = Json.array(text.value(), "array for the JSON condition");
    } catch (Json.Malformed e) {
      throw Stop.failed(String.valueOf(e.getMessage()));
    }
    return () -> {
      String element = elements.next();
      if (element == null) {
        return null;
      }
      run.say(() -> "  json ele: '" + element + "'");
      return text.with(
          this == JSON ? element : Json.unwrapped(element).orElseThrow(Elements::notAString));
    };
  }

  private static Stop notAString() {
    return Stop.failed("missing '\"' wrapping string result for extract jsons");
  }
}
