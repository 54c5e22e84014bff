// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.list;

import org.jspecify.annotations.Nullable;
import org.ostler.api.expansion.Expandable;
import org.ostler.api.expansion.Expansion;
import org.ostler.api.list.MatchList;
import org.ostler.api.mail.MailView;
import org.ostler.api.text.Taint;
import org.ostler.api.text.Text;
import org.ostler.language.expansion.ListKind;
import org.ostler.language.expansion.Scope;
import org.ostler.language.text.IpNetwork;

/**
 * A list of the configuration. A constant one is taken apart once; another is expanded when used,
 * and taken apart when its text is new.
 *
 * <p>A match says its data, and where the view is a {@code Scope} the captures of domain and local
 * part lists are in its registers. What {@code $domain_data} and the like become is for the option
 * or condition that the list stands in.
 */
public final class CompiledList implements MatchList {
  private static final Taint ASKED = new Taint("the text that a list was asked about");

  private final ListKind kind;
  private final Expandable text;
  private final @Nullable ItemList constant;
  private final ListCompiler compiler;
  private final boolean startsCaseless;

  CompiledList(ListKind kind, Expandable text, @Nullable ItemList constant, ListCompiler compiler) {
    this(kind, text, constant, compiler, true);
  }

  private CompiledList(
      ListKind kind,
      Expandable text,
      @Nullable ItemList constant,
      ListCompiler compiler,
      boolean startsCaseless) {
    this.kind = kind;
    this.text = text;
    this.constant = constant;
    this.compiler = compiler;
    this.startsCaseless = startsCaseless;
  }

  @Override
  public String source() {
    return text.source();
  }

  /** Whether the list is the same at each use. */
  public boolean isConstant() {
    return constant != null;
  }

  @Nullable ItemList constant() {
    return constant;
  }

  /**
   * The same list with the case of local parts counting from the start, as {@code
   * caseful_local_part} asks.
   */
  public CompiledList caseful() {
    return new CompiledList(kind, text, constant, compiler, false);
  }

  /** The expanded text of the list. */
  public Expansion expand(MailView mail) throws InterruptedException {
    return text.expand(mail);
  }

  /**
   * Tests a subject. A host is given by its address, or by name and address as in {@code mx.example
   * [192.0.2.1]} where the name is known already; the empty text means that no host is involved.
   */
  @Override
  public Match test(String subject, MailView mail) throws InterruptedException {
    // Nobody says where the text came from, and captures of it may end in a file name: it is not
    // trusted.
    return test(new Text(subject, ASKED), mail);
  }

  /** The same with a subject that knows its taint, which captures then keep. */
  public Match test(Text subject, MailView mail) throws InterruptedException {
    return test(subject, mail, null);
  }

  /** The same, told to a witness. */
  public Match test(Text subject, MailView mail, @Nullable Witness witness)
      throws InterruptedException {
    return test(subject, mail, witness, null);
  }

  /**
   * The same for the list of an option, whose name its traces have in place of the list's text;
   * null for any other.
   */
  public Match test(Text subject, MailView mail, @Nullable Witness witness, @Nullable String option)
      throws InterruptedException {
    Subject of =
        kind == ListKind.HOST
            ? host(subject.value(), mail)
            : Subject.of(kind, subject, startsCaseless, mail);
    return test(of.heardBy(witness).called(option)).match();
  }

  private static Subject host(String text, MailView mail) {
    int bracket = text.lastIndexOf(" [");
    if (bracket > 0 && text.endsWith("]")) {
      IpNetwork address = IpNetwork.parse(text.substring(bracket + 2, text.length() - 1));
      return Subject.host(address, text.substring(0, bracket), false, mail);
    }
    IpNetwork address =
        mail instanceof Scope scope
            ? scope.registers().lastHost.parse(text)
            : IpNetwork.parse(text);
    return Subject.host(address, null, false, mail);
  }

  Verdict test(Subject subject) throws InterruptedException {
    if (constant != null) {
      return constant.test(subject);
    }
    return switch (text.expand(subject.mail)) {
      case Expansion.Value value -> compiler.parsed(kind, value.text()).test(subject);
      // Not being in the list is what a forced failure means.
      case Expansion.ForcedFailure _ -> {
        subject.trace(
            "expansion of \"" + text.source() + "\" forced failure: assume not in this list");
        yield Verdict.NO;
      }
      case Expansion.Failed failed -> {
        String line = unexpanded(failed.message());
        yield subject.unexpanded(line) ? new Verdict.Later("") : new Verdict.Broken(line);
      }
      case Expansion.Deferred deferred -> {
        String line = unexpanded(deferred.message());
        yield new Verdict.Later(subject.unexpanded(line) ? deferred.message() : line);
      }
    };
  }

  private String unexpanded(String why) {
    return "failed to expand \"" + text.source() + "\" while checking a list: " + why;
  }
}
