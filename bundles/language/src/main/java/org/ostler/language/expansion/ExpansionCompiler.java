// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.expansion;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ostler.api.option.Option;
import org.ostler.language.lookup.LookupTypes;
import org.ostler.language.octets.EncodedWords;
import org.ostler.language.regex.Regex;

/**
 * Compiles strings for one configuration. Text that makes no sense compiles too: the expression
 * then fails when it is expanded, in Exim's words. Safe for many threads.
 */
public final class ExpansionCompiler {
  private static final int REMEMBERED = 256;

  /** Declared by the house; found by its name. */
  /** Whether variables of lists are unknown until they are set. */
  public static final Option<Boolean> STRICT_ACL_VARS = Option.bool("strict_acl_vars", false);

  private static final Option<String> HEADERS_CHARSET = Option.string("headers_charset", "UTF-8");

  private final Environment environment;
  private final Map<String, Expression> strings = recent();
  private final Map<String, Regex> patterns = recent();
  private final LookupTypes lookups;
  private final @Nullable Set<Privilege> refused;
  private final boolean tracing;
  private @Nullable ExpansionCompiler traced;

  public ExpansionCompiler(Environment environment) {
    this(environment, null);
  }

  private ExpansionCompiler(Environment environment, @Nullable Set<Privilege> refused) {
    this.environment = environment;
    this.lookups = new LookupTypes(this::compile, environment::lookup);
    this.refused = refused;
    this.tracing = false;
  }

  /** One like another whose strings tell what becomes of them. */
  private ExpansionCompiler(ExpansionCompiler silent) {
    this.environment = silent.environment;
    this.lookups = silent.lookups;
    this.refused = silent.refused;
    this.tracing = true;
  }

  /** Whether its strings tell what becomes of them. */
  boolean isTracing() {
    return tracing;
  }

  /**
   * The compiler of the same strings in a form that tells what becomes of them. They are compiled
   * once more when somebody first listens, so that those in daily use know nothing of it.
   */
  synchronized ExpansionCompiler traced() {
    if (traced == null) {
      traced = new ExpansionCompiler(this);
    }
    return traced;
  }

  /**
   * A compiler for strings of people who are not the administrator. What they are refused fails
   * wherever it stands in a string, and no string may work without end. Lists of the configuration
   * that such strings call keep their own rights.
   */
  public ExpansionCompiler without(Set<Privilege> privileges) {
    return new ExpansionCompiler(environment, Set.copyOf(privileges));
  }

  /** Whether its strings may do this. */
  boolean grants(@Nullable Privilege privilege) {
    return refused == null || privilege == null || !refused.contains(privilege);
  }

  /** The limit of one expansion; null when there is none. */
  @Nullable Allowance allowance() {
    return refused == null ? null : new Allowance();
  }

  /** Compiles a string of the configuration. */
  public Expression compile(String source) {
    return new Expression(this, source, new Parser(this, source).whole());
  }

  /** The variable of a name, the language's own among them. */
  public Optional<Variable> variable(String name) {
    return Optional.ofNullable(Variables.find(environment, name));
  }

  Environment environment() {
    return environment;
  }

  /** All lookup types: the language's own, with their keys compiled here, and those of features. */
  public LookupTypes lookups() {
    return lookups;
  }

  /** The charset that {@code $h_...} converts to. */
  String headersCharset() {
    return environment.main().find(HEADERS_CHARSET).filter(name -> !name.isEmpty()).orElse("UTF-8");
  }

  /** Whether encoded words may not be longer than their standard has them. */
  boolean checksWordLength() {
    return environment.main().find(EncodedWords.CHECK_LENGTH).orElse(true);
  }

  /** Compiles a string that is known only at run time; those met of late are remembered. */
  Expression compileCached(String source) {
    synchronized (strings) {
      Expression known = strings.get(source);
      if (known != null) {
        return known;
      }
    }
    Expression compiled = compile(source);
    synchronized (strings) {
      strings.put(source, compiled);
    }
    return compiled;
  }

  /** A pattern, compiled or remembered; fails with Exim's message. */
  Regex pattern(String source) throws Stop {
    synchronized (patterns) {
      Regex known = patterns.get(source);
      if (known != null) {
        return known;
      }
    }
    Regex compiled = Patterns.compile(source);
    synchronized (patterns) {
      patterns.put(source, compiled);
    }
    return compiled;
  }

  private static <V> Map<String, V> recent() {
    return new LinkedHashMap<>(16, 0.75f, true) {
      private static final long serialVersionUID = 1L;

      @Override
      protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
        return size() > REMEMBERED;
      }
    };
  }
}
