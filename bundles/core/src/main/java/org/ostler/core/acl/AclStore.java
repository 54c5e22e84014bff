// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.acl;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.ostler.api.acl.Phase;
import org.ostler.language.config.Line;
import org.ostler.language.config.Position;
import org.ostler.language.config.Problem;
import org.ostler.language.text.Ascii;

/**
 * The lists by name, those of files, and those written out where a name could stand. Files are read
 * once a configuration. Safe for many threads.
 */
final class AclStore {
  private static final int INLINE_REMEMBERED = 1000;

  private final AclCompiler compiler;
  private final Map<String, Found> named = new HashMap<>();
  private final Map<String, Found> others = new ConcurrentHashMap<>();

  AclStore(AclServices services, Map<String, List<Line>> lists, Consumer<Problem> problems) {
    compiler = new AclCompiler(services);
    lists.forEach(
        (name, lines) -> {
          Acl acl = compiler.compile("ACL \"" + name + "\"", lines, problems);
          boolean empty = acl.statements().isEmpty();
          named.put(
              name,
              empty
                  ? new Found(null, "ACL \"" + name + "\" is empty: implicit DENY", null)
                  : new Found(acl, "using ACL \"" + name + "\"", null));
        });
  }

  /**
   * What a text led to.
   *
   * @param acl the list, null when it is empty or there is a problem
   * @param said what traces say of it, or null
   * @param problem why there is none, or null
   */
  record Found(@Nullable Acl acl, @Nullable String said, @Nullable String problem) {}

  /** Finds a list by name or file, or takes the text, which stands at the position, as a list. */
  Found find(String text, Position position) {
    Found found = named.get(text);
    if (found != null) {
      return found;
    }
    found = others.get(text);
    if (found == null) {
      found =
          text.startsWith("/") && text.indexOf(' ') < 0
              ? read(text)
              : compile("inline ACL", text, position);
      if (found.problem() == null && others.size() < INLINE_REMEMBERED) {
        String said = found.said() == null ? null : "using ACL \"" + text + "\"";
        others.put(text, new Found(found.acl(), said, null));
      }
    }
    return found;
  }

  private Found read(String file) {
    try {
      String text = Files.readString(Path.of(file), StandardCharsets.ISO_8859_1);
      Found found = compile("ACL \"" + file + "\"", text, new Position(file, 1));
      return new Found(found.acl(), "read ACL from file " + file, found.problem());
    } catch (NoSuchFileException e) {
      return problem("failed to open ACL file \"" + file + "\": No such file or directory");
    } catch (IOException e) {
      return problem("failed to read ACL file \"" + file + "\": " + e.getMessage());
    }
  }

  private Found compile(String title, String text, Position position) {
    List<Problem> problems = new ArrayList<>();
    Acl acl = compiler.compile(title, AclCompiler.lines(text, position), problems::add);
    if (!problems.isEmpty()) {
      return problem(problems.getFirst().message().replaceFirst("^error in ACL: ", ""));
    }
    return new Found(acl, null, null);
  }

  private static Found problem(String message) {
    return new Found(null, null, message);
  }

  /**
   * Tells what cannot work in the list of a phase, as far as the list is known before any mail
   * comes.
   */
  void check(Phase phase, AclEvaluator.Hook hook, Consumer<Problem> problems) {
    String source = Ascii.strip(hook.value().source());
    if (!Site.isPlain(source)) {
      return;
    }
    Found found = find(source, hook.position());
    if (found.problem() != null) {
      problems.accept(new Problem(hook.position(), phase.option() + ": " + found.problem()));
    } else if (found.acl() != null) {
      check(phase, found.acl(), new HashSet<>(), problems);
    }
  }

  private void check(Phase phase, Acl acl, Set<Acl> seen, Consumer<Problem> problems) {
    if (!seen.add(acl)) {
      return;
    }
    for (Acl.Statement statement : acl.statements()) {
      for (Step step : statement.steps()) {
        if (step instanceof Step.Task task) {
          check(phase, statement, task, seen, problems);
        }
      }
    }
  }

  private void check(
      Phase phase,
      Acl.Statement statement,
      Step.Task task,
      Set<Acl> seen,
      Consumer<Problem> problems) {
    String complaint = null;
    if (!task.place().phases().contains(phase)) {
      complaint = task.place().complaint(phase);
    } else if (task.place().word().equals("control") && Site.isPlain(task.source())) {
      complaint = ControlWork.complaint(task.source(), phase);
    } else if (task.place().word().equals("acl") && Site.isPlain(task.source())) {
      Found called = named.get(task.source());
      if (called != null && called.acl() != null) {
        check(phase, called.acl(), seen, problems);
      }
    }
    if (complaint != null) {
      problems.accept(
          new Problem(
              statement.position(), "error in ACL: " + complaint + " (" + phase.option() + ")"));
    }
  }
}
