// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.acl;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.ostler.api.acl.Condition;
import org.ostler.api.acl.Modifier;
import org.ostler.api.expansion.Expandable;
import org.ostler.api.option.InvalidArgument;
import org.ostler.language.config.Line;
import org.ostler.language.config.Position;
import org.ostler.language.config.Problem;
import org.ostler.language.text.Ascii;

/**
 * Compiles the lines of a list. Every error is told; a line with an error is left out. Safe for
 * many threads.
 */
final class AclCompiler {
  private static final Set<String> MESSAGES = Set.of("message", "log_message");

  private final AclServices services;
  private final Site site;

  AclCompiler(AclServices services) {
    this.services = services;
    this.site = new Site(services);
  }

  /** Compiles; the problems have Exim's words. */
  Acl compile(String title, List<Line> lines, Consumer<Problem> problems) {
    List<Open> statements = new ArrayList<>();
    for (Line line : lines) {
      try {
        line.position().reading(() -> line(line, statements));
      } catch (InvalidArgument e) {
        problems.accept(new Problem(line.position(), "error in ACL: " + e.getMessage()));
      }
    }
    return new Acl(title, statements.stream().map(Open::statement).toList());
  }

  /**
   * One line: a verb with the first of its words, or a further word of the statement that is open.
   */
  private void line(Line line, List<Open> statements) throws InvalidArgument {
    WordReader reader = new WordReader(line.text());
    boolean negated = reader.takeExclamation();
    String name = reader.takeName();
    Optional<Verb> verb = Verb.of(name);
    if (verb.isEmpty()) {
      if (statements.isEmpty()) {
        throw new InvalidArgument("unknown ACL verb \"" + name + "\" in \"" + line.text() + "\"");
      }
      Open open = statements.getLast();
      open.steps.add(step(name, negated, reader, line, open.verb));
      return;
    }
    if (negated) {
      throw new InvalidArgument("malformed ACL line \"" + line.text() + "\"");
    }
    Open next = new Open(verb.get(), line.position());
    statements.add(
        next); // before its first word: what follows belongs to it even when that word is wrong
    if (!reader.isAtEnd()) {
      boolean firstNegated = reader.takeExclamation();
      next.steps.add(step(reader.takeName(), firstNegated, reader, line, next.verb));
    }
  }

  private Step step(String name, boolean negated, WordReader reader, Line line, Verb verb)
      throws InvalidArgument {
    boolean message = MESSAGES.contains(name);
    boolean endpass = name.equals("endpass");
    boolean set = name.equals("set");
    boolean plain = message || endpass || set;
    Optional<Word> word = plain ? Optional.empty() : Words.find(name);
    if (!plain && word.isEmpty()) {
      return featureStep(name, negated, reader, line);
    }
    boolean modifier = plain || word.orElseThrow().place().modifier();
    if (negated && modifier) {
      throw new InvalidArgument("ACL error: negation is not allowed with \"" + name + "\"");
    }
    if (endpass) {
      if (!verb.accepts()) {
        throw new InvalidArgument(
            "ACL error: \"endpass\" is not allowed with \"" + verb.word() + "\"");
      }
      return new Step.EndPass();
    }
    if (set) {
      return AclVariable.step(reader, services.compiler());
    }
    String argument = reader.takeArgument(name, modifier);
    if (message) {
      Expandable text = services.compiler().string(argument);
      return name.equals("message") ? new Step.Message(text) : new Step.LogMessage(text);
    }
    return task(word.orElseThrow(), negated, argument);
  }

  private Step task(Word word, boolean negated, String argument) throws InvalidArgument {
    Step.Work work = word.maker().make(argument, site);
    Expandable expanded =
        word.expands() && !(Site.isPlain(argument) && ignoresText(word))
            ? services.compiler().string(argument)
            : null;
    String label = (negated ? "!" : "") + word.place().word();
    return new Step.Task(label, negated, argument, expanded, word.place(), work);
  }

  /** Words whose plain arguments were parsed already need no text when they work. */
  private static boolean ignoresText(Word word) {
    return Words.parsesPlain(word.place().word());
  }

  private Step featureStep(String name, boolean negated, WordReader reader, Line line)
      throws InvalidArgument {
    Optional<Condition> condition = services.words().condition(name);
    if (condition.isPresent()) {
      Step.Place place = new Step.Place(name, false, Set.copyOf(condition.get().phases()));
      String argument = reader.takeArgument(name, false);
      return new Step.Task(
          (negated ? "!" : "") + name,
          negated,
          argument,
          services.compiler().string(argument),
          place,
          FeatureWork.of(condition.get()));
    }
    Optional<Modifier> modifier = services.words().modifier(name);
    if (modifier.isPresent()) {
      if (negated) {
        throw new InvalidArgument("ACL error: negation is not allowed with \"" + name + "\"");
      }
      Step.Place place = new Step.Place(name, true, Set.copyOf(modifier.get().phases()));
      String argument = reader.takeArgument(name, true);
      return new Step.Task(
          name,
          false,
          argument,
          services.compiler().string(argument),
          place,
          FeatureWork.of(modifier.get()));
    }
    throw new InvalidArgument(unknown(name, line));
  }

  private String unknown(String name, Line line) {
    Optional<String> advice =
        services
            .environment()
            .advice("acl.condition", name)
            .or(() -> services.environment().advice("acl.modifier", name));
    if (advice.isPresent()) {
      return name + ": " + advice.get();
    }
    return "unknown ACL condition/modifier in \"" + line.text() + "\"";
  }

  /** Takes the text of an inline list or of a file apart into lines. */
  static List<Line> lines(String text, Position position) {
    List<Line> lines = new ArrayList<>();
    StringBuilder joined = new StringBuilder();
    for (String physical : text.split("\n", -1)) {
      String line = Ascii.strip(physical);
      if (joined.isEmpty() ? line.isEmpty() || line.startsWith("#") : line.startsWith("#")) {
        continue;
      }
      if (line.endsWith("\\")) {
        joined.append(line, 0, line.length() - 1);
        continue;
      }
      lines.add(new Line(joined.append(line).toString(), position));
      joined.setLength(0);
    }
    if (!joined.isEmpty()) {
      lines.add(new Line(joined.toString(), position));
    }
    return lines;
  }

  /** The statement that further lines add to. */
  private static final class Open {
    private final Verb verb;
    private final Position position;
    private final List<Step> steps = new ArrayList<>();

    Open(Verb verb, Position position) {
      this.verb = verb;
      this.position = position;
    }

    Acl.Statement statement() {
      return new Acl.Statement(verb, steps, position);
    }
  }
}
