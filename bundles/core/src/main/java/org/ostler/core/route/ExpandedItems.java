// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.route;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ostler.api.expansion.Expandable;
import org.ostler.api.expansion.Expansion;
import org.ostler.api.mail.MailView;
import org.ostler.api.option.Option;
import org.ostler.api.option.Settings;

/**
 * What an option came to whose items are expanded one by one: a forced failure leaves out its item
 * and no other.
 *
 * @param texts of the items that are not empty
 * @param failure what went wrong at the first item that could not be expanded; null when nothing
 */
public record ExpandedItems(List<String> texts, @Nullable Failure failure) {
  /**
   * An item that could not be expanded.
   *
   * @param source the item as written
   * @param why the words of the expansion
   */
  public record Failure(String source, String why) {}

  /** Expands what the settings have; nothing where the option is unset. */
  public static ExpandedItems of(Settings settings, Option<List<Expandable>> option, MailView mail)
      throws InterruptedException {
    List<String> texts = new ArrayList<>();
    for (Expandable item : settings.find(option).orElse(List.of())) {
      switch (item.expand(mail)) {
        case Expansion.Value(var value) -> texts.add(value.value());
        case Expansion.ForcedFailure(var _) -> {}
        case Expansion.Failed(var why) -> {
          return new ExpandedItems(List.of(), new Failure(item.source(), why));
        }
        case Expansion.Deferred(var why) -> {
          return new ExpandedItems(List.of(), new Failure(item.source(), why));
        }
      }
    }
    return new ExpandedItems(texts, null);
  }

  /**
   * The header fields that the texts are, one a line; lines that begin with white space belong to
   * the field before them.
   */
  public List<String> fields() {
    List<String> fields = new ArrayList<>();
    for (String text : texts) {
      boolean first = true;
      for (String line : text.split("\n")) {
        if (line.isBlank()) {
          continue;
        }
        if (!first && (line.startsWith(" ") || line.startsWith("\t"))) {
          fields.set(fields.size() - 1, fields.getLast() + "\n" + line.stripTrailing());
        } else {
          fields.add(line.strip());
        }
        first = false;
      }
    }
    return fields;
  }

  /** The names that the texts are. */
  public List<String> names() {
    return texts.stream().map(String::strip).filter(name -> !name.isEmpty()).toList();
  }
}
