// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.option;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.ostler.api.option.InvalidArgument;
import org.ostler.api.option.Kind;
import org.ostler.api.option.Option;
import org.ostler.api.option.Settings;
import org.ostler.language.config.Assignment;
import org.ostler.language.config.Problem;
import org.ostler.language.text.NearMiss;

/**
 * The options that one place of the configuration knows, by name. It turns assignments into {@link
 * Settings}; what is wrong is told with its file and line, in Exim's words where Exim has them.
 */
public final class OptionTable {
  private final String noun;
  private final Map<String, Option<?>> options = new LinkedHashMap<>();
  private final Map<String, Object> defaults = new HashMap<>();
  private final ValueParser parser;
  private final Function<String, Optional<String>> advice;

  /**
   * Makes a table.
   *
   * @param noun how messages call an option of the place: "main option" or "option"
   * @param known the options; a later one of the same name replaces an earlier
   * @param compiler compiles strings and lists
   * @param advice what to do about an unknown word, as in "install the feature dmarc"
   */
  public OptionTable(
      String noun,
      Collection<? extends Option<?>> known,
      ValueCompiler compiler,
      Function<String, Optional<String>> advice) {
    this.noun = noun;
    this.parser = new ValueParser(compiler);
    this.advice = advice;
    for (Option<?> option : known) {
      options.put(option.name(), option);
      defaults.remove(option.name());
      if (option.initial() != null) {
        defaults.put(option.name(), initial(option, option.initial()));
      }
    }
  }

  private Object initial(Option<?> option, String text) {
    try {
      return parser.parse(option, option.name(), text);
    } catch (InvalidArgument e) {
      throw new IllegalArgumentException(
          "the default of the option " + option.name() + ": " + e.getMessage(), e);
    }
  }

  /** The options in the order given. */
  public Collection<Option<?>> options() {
    return List.copyOf(options.values());
  }

  /** The option of that name, without a negating prefix. */
  public Optional<Option<?>> option(String name) {
    return Optional.ofNullable(options.get(name));
  }

  /**
   * The option that an assignment's word means, {@code no_} and {@code not_} of booleans taken off;
   * null if none.
   */
  private @Nullable Option<?> meant(String word) {
    Option<?> plain = options.get(word);
    if (plain != null) {
      return plain;
    }
    if (word.startsWith("no_")) {
      return options.get(word.substring(3));
    }
    return word.startsWith("not_") ? options.get(word.substring(4)) : null;
  }

  /** Whether the place knows the word, with or without a negating prefix. */
  public boolean knows(String word) {
    return meant(word) != null;
  }

  /** Starts settings with nothing set. */
  public SettingsBuilder builder(String name) {
    return new SettingsBuilder(name, defaults);
  }

  /**
   * Reads all assignments of one place.
   *
   * @param name the name of the block; empty for the main part
   * @param assignments in order
   * @param problems takes what is wrong
   */
  public Settings read(String name, List<Assignment> assignments, Consumer<Problem> problems) {
    SettingsBuilder settings = builder(name);
    Map<String, String> texts = new HashMap<>();
    Set<String> told = new HashSet<>();
    for (Assignment assignment : assignments) {
      try {
        assignment.position().reading(() -> read(assignment, settings, texts, told));
      } catch (InvalidArgument e) {
        problems.accept(new Problem(assignment.position(), String.valueOf(e.getMessage())));
      }
    }
    return settings.build();
  }

  private void read(
      Assignment assignment, SettingsBuilder settings, Map<String, String> texts, Set<String> told)
      throws InvalidArgument {
    String word = assignment.name();
    Option<?> option = meant(word);
    if (option == null) {
      throw new InvalidArgument(unknown(word));
    }
    boolean negated = !option.name().equals(word);
    if (negated && option.kind() != Kind.BOOLEAN && !isExpandedBoolean(option)) {
      throw new InvalidArgument("negation prefix applied to a non-boolean option");
    }
    String text = assignment.value();
    if (text == null && isExpandedBoolean(option)) {
      text = String.valueOf(!negated);
    }
    boolean again = settings.isSet(option) || !told.add(option.name());
    if (again && !Repeated.mayRepeat(option.name())) {
      throw new InvalidArgument("\"" + word + "\" option set for the second time");
    }
    if (text != null && Repeated.mayRepeat(option.name())) {
      String value = ValueParser.string(word, text);
      String joined = Repeated.join(option.name(), texts.get(option.name()), value);
      texts.put(option.name(), joined);
      settings.setParsed(option, parser.parse(option, word, Repeated.requoted(joined)));
      settings.wrote(option, joined);
      return;
    }
    settings.setParsed(option, parser.parse(option, word, text));
    if (text != null) {
      settings.wrote(option, text.startsWith("\"") ? ValueParser.string(word, text) : text);
    }
  }

  /** Such as {@code more}: set by its bare name like a boolean, or to what expands to one. */
  private static boolean isExpandedBoolean(Option<?> option) {
    return option.kind() == Kind.EXPANDED
        && ("true".equals(option.initial()) || "false".equals(option.initial()));
  }

  private String unknown(String word) {
    String said = noun + " \"" + word + "\" unknown";
    Optional<String> known = advice.apply(word);
    if (known.isPresent()) {
      return said + ": " + known.get();
    }
    String prefix = word.startsWith("no_") ? "no_" : word.startsWith("not_") ? "not_" : "";
    return NearMiss.of(word.substring(prefix.length()), options.keySet())
        .map(near -> said + ": did you mean \"" + prefix + near + "\"?")
        .orElse(said);
  }
}
