// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.list;

import java.net.InetAddress;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.ostler.api.dns.Resolver;
import org.ostler.api.expansion.Condition;
import org.ostler.api.expansion.Expandable;
import org.ostler.api.expansion.Expansion;
import org.ostler.api.expansion.Item;
import org.ostler.api.expansion.Operator;
import org.ostler.api.lookup.Lookup;
import org.ostler.api.mail.MailView;
import org.ostler.api.option.Settings;
import org.ostler.language.expansion.Environment;
import org.ostler.language.expansion.Registers;
import org.ostler.language.expansion.Scope;
import org.ostler.language.expansion.Variable;
import org.ostler.language.expansion.ViewOf;
import org.ostler.language.lookup.LookupTypes;
import org.ostler.testing.dns.TextZone;
import org.ostler.testing.mail.MemoryMail;
import org.ostler.testing.mail.MemorySettings;

/**
 * The little of a house that lists need: a zone of the DNS, and strings that know three expansions.
 */
class ListHouse implements Environment {
  private static final Set<String> LOCAL = Set.of("127.0.0.1", "0:0:0:0:0:0:0:1", "192.0.2.1");

  private final Resolver resolver;
  private final LookupTypes types = new LookupTypes(ListHouse::string, this::lookup);

  ListHouse() {
    this("");
  }

  ListHouse(String zone) {
    resolver = TextZone.of(zone);
  }

  ListCompiler compiler() {
    return new ListCompiler(this, ListHouse::string, types::find, ListHouse::isLocal);
  }

  static boolean isLocal(InetAddress address) {
    return LOCAL.contains(address.getHostAddress());
  }

  /**
   * Strings for tests: the primary host name, a forced failure and a failure; the others stand for
   * themselves.
   */
  static Expandable string(String source) {
    return new Expandable() {
      @Override
      public String source() {
        return source;
      }

      @Override
      public Expansion expand(MailView mail) {
        if (source.endsWith("fail}")) {
          return new Expansion.ForcedFailure("forced");
        }
        return source.startsWith("${if foo")
            ? new Expansion.Failed("unknown condition \"foo\"")
            : Expansion.of(source.replace("$primary_hostname", "mail.example.net"));
      }
    };
  }

  /** A scope over a view that a test fills. */
  static final class TestScope extends ViewOf implements Scope {
    private final MemoryMail memory;
    private final Registers registers = new Registers();

    TestScope() {
      this(new MemoryMail());
    }

    TestScope(MemoryMail memory) {
      super(memory);
      this.memory = memory;
    }

    MemoryMail mail() {
      return memory;
    }

    @Override
    public Registers registers() {
      return registers;
    }
  }

  @Override
  public Optional<Variable> variable(String name) {
    return Optional.empty();
  }

  @Override
  public Optional<Item> item(String name) {
    return Optional.empty();
  }

  @Override
  public Optional<Operator> operator(String name) {
    return Optional.empty();
  }

  @Override
  public Optional<Condition> condition(String name) {
    return Optional.empty();
  }

  @Override
  public Optional<Lookup> lookup(String name) {
    return Optional.empty();
  }

  @Override
  public Optional<String> advice(String kind, String word) {
    return Optional.empty();
  }

  @Override
  public Settings main() {
    return MemorySettings.NONE;
  }

  @Override
  public Resolver resolver() {
    return resolver;
  }

  @Override
  public InstantSource clock() {
    return InstantSource.system();
  }

  @Override
  public RandomGenerator random() {
    return new Random(1);
  }

  @Override
  public AclCall acls() {
    throw new UnsupportedOperationException("no lists of these tests call an ACL");
  }

  @Override
  public ListCall lists() {
    throw new UnsupportedOperationException("the tests make their own");
  }
}
