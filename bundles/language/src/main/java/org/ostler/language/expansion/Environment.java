// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.expansion;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.ostler.api.dns.Resolver;
import org.ostler.api.expansion.Condition;
import org.ostler.api.expansion.Item;
import org.ostler.api.expansion.Operator;
import org.ostler.api.lookup.Lookup;
import org.ostler.api.option.Settings;
import org.ostler.api.text.Text;
import org.ostler.api.tls.TlsChannel;
import org.ostler.api.tls.TlsFailure;
import org.ostler.api.tls.TlsStreams;

/**
 * What the language needs from the house around it. The engine implements it once a configuration;
 * what it hands out stays valid while features come and go, so compiled forms may keep it.
 */
public interface Environment {
  /** A variable that is not the language's own. */
  Optional<Variable> variable(String name);

  /** An item that a feature contributes. */
  Optional<Item> item(String name);

  /** An operator that a feature contributes. */
  Optional<Operator> operator(String name);

  /** A condition that a feature contributes. */
  Optional<Condition> condition(String name);

  /** A lookup type that is not the language's own. */
  Optional<Lookup> lookup(String name);

  /**
   * What to install for a word that nothing present knows, as in "install the feature dmarc"; empty
   * when unknown.
   */
  Optional<String> advice(String kind, String word);

  /** The main options; usable only after the main part is read. */
  Settings main();

  /** The variables of the process that expansions and the programs they run may see. */
  default Map<String, String> process() {
    return System.getenv();
  }

  /**
   * Puts a connection to a server under TLS for <code>${readsocket}</code>, which believes the
   * server whatever it shows; empty where nothing present speaks TLS.
   *
   * @throws TlsFailure when there is no session
   */
  default Optional<TlsStreams> secure(TlsChannel plain, Duration limit)
      throws TlsFailure, InterruptedException {
    return Optional.empty();
  }

  Resolver resolver();

  InstantSource clock();

  RandomGenerator random();

  /** Runs a named access control list for <code>${acl}</code> and the acl condition. */
  AclCall acls();

  /** Matches a list that is known only at run time; also named lists ({@code +name}). */
  ListCall lists();

  /** Runs a named access control list. */
  interface AclCall {
    AclAnswer call(String name, java.util.List<Text> arguments, Scope scope)
        throws InterruptedException;
  }

  /** What a called list said. */
  sealed interface AclAnswer {
    record Accepted(Text message) implements AclAnswer {}

    record Denied(Text message) implements AclAnswer {}

    record Deferred(String message) implements AclAnswer {}

    record Failed(String message) implements AclAnswer {}
  }

  /** A list that is always the same. Safe for many threads. */
  @FunctionalInterface
  interface KeptList {
    /** Tests {@code subject} against it. */
    org.ostler.api.list.MatchList.Match match(Text subject, Scope scope)
        throws InterruptedException;
  }

  /** Matches lists given as text. */
  interface ListCall {
    /** Tests {@code subject} against the expanded list text. */
    org.ostler.api.list.MatchList.Match match(ListKind kind, Text subject, Text list, Scope scope)
        throws InterruptedException;

    /** Makes a list ready that is tested again and again. */
    default KeptList keep(ListKind kind, Text list) {
      return (subject, scope) -> match(kind, subject, list, scope);
    }

    /**
     * A named list as the configuration writes it, for {@code listnamed}; empty when there is none
     * of that kind (null: any).
     */
    Optional<String> named(@org.jspecify.annotations.Nullable ListKind kind, String name);
  }
}
