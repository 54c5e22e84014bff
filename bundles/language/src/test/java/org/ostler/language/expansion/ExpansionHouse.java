// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.expansion;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.ostler.api.dns.Resolver;
import org.ostler.api.expansion.Condition;
import org.ostler.api.expansion.Item;
import org.ostler.api.expansion.Operator;
import org.ostler.api.lookup.Lookup;
import org.ostler.api.option.InvalidArgument;
import org.ostler.api.option.Settings;
import org.ostler.api.text.Text;
import org.ostler.language.list.ListCompiler;
import org.ostler.language.list.ListMatcher;
import org.ostler.testing.dns.TextZone;
import org.ostler.testing.mail.MemorySettings;

/** A house for strings: named lists, two ACLs, and user variables that are all unset. */
final class ExpansionHouse implements Environment {
  private final ExpansionCompiler compiler = new ExpansionCompiler(this);
  private final Resolver resolver = TextZone.of("");
  private final Settings main;
  private final ListCompiler lists =
      new ListCompiler(
          this,
          compiler::compile,
          compiler.lookups()::find,
          address -> address.isLoopbackAddress());

  ExpansionHouse() throws InvalidArgument {
    this(MemorySettings.NONE);
  }

  ExpansionHouse(Settings main) throws InvalidArgument {
    this.main = main;
    lists.define(ListKind.DOMAIN, "local_domains", "@ : localhost : mail.example");
    lists.define(
        ListKind.DOMAIN,
        "nested",
        "<; a.example ; +local_domains ; 2001:db8::1 ; x;;y ; $primary_hostname");
    lists.define(ListKind.HOST, "relay_hosts", "127.0.0.1 : 192.0.2.0/24");
    lists.define(ListKind.ADDRESS, "bad_senders", "*@spam.example");
    lists.define(ListKind.LOCAL_PART, "system_parts", "root : postmaster");
  }

  ExpansionCompiler compiler() {
    return compiler;
  }

  org.ostler.language.list.CompiledList list(ListKind kind, String text) throws InvalidArgument {
    return lists.compile(kind, text);
  }

  /** The variables that programs see. */
  @Override
  public java.util.Map<String, String> process() {
    return java.util.Map.of("GREETING", "hello world");
  }

  @Override
  public Optional<Variable> variable(String name) {
    if (name.equals("primary_hostname")) {
      return Optional.of(mail -> Text.of("mail.example"));
    }
    if (name.equals("away")) {
      return Optional.of(
          mail -> {
            throw new VariableAway("the feature is being replaced");
          });
    }
    return name.matches("acl_[cm]([0-9_]\\w*)?")
        ? Optional.of(mail -> mail.variable(name))
        : Optional.empty();
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
    return Set.of("one", "two", "three").contains(name)
        ? Optional.of(new QuotedLookup(name))
        : Optional.empty();
  }

  @Override
  public Optional<String> advice(String kind, String word) {
    return word.startsWith("dmarc_")
        ? Optional.of("install the feature dmarc")
        : word.contains("srs") ? Optional.of("install the feature srs") : Optional.empty();
  }

  @Override
  public Settings main() {
    return main;
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
    return (name, arguments, scope) ->
        switch (name) {
          case "yes" -> new AclAnswer.Accepted(joined(arguments));
          case "" -> new AclAnswer.Denied(Text.EMPTY);
          case "no" -> new AclAnswer.Denied(joined(arguments));
          case "later" -> new AclAnswer.Deferred("later");
          default -> new AclAnswer.Failed("no such list");
        };
  }

  private static Text joined(List<Text> arguments) {
    return Text.of(String.join("/", arguments.stream().map(Text::value).toList()));
  }

  @Override
  public ListCall lists() {
    return new ListMatcher(lists);
  }
}
