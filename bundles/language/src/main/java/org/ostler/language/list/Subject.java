// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.list;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ostler.api.mail.MailView;
import org.ostler.api.text.Text;
import org.ostler.language.expansion.FreshScope;
import org.ostler.language.expansion.LastHost;
import org.ostler.language.expansion.ListKind;
import org.ostler.language.expansion.Registers;
import org.ostler.language.expansion.Scope;
import org.ostler.language.text.Ascii;
import org.ostler.language.text.IpNetwork;
import org.ostler.language.trace.Selector;
import org.ostler.language.trace.Trace;

/** What is looked for in a list, while one test lasts. Confined to one thread. */
final class Subject {
  final ListKind kind;
  final MailView mail;
  private final Text original;
  private final @Nullable Registers registers;
  private String text;
  private boolean caseless;
  private boolean capturing;
  private @Nullable Witness witness;
  private @Nullable Subject domain;
  private @Nullable String title;

  /** Whether the item tested last answered from memory. */
  boolean remembered;

  /** The host's address; null for other kinds, and where no host is involved. */
  final @Nullable IpNetwork address;

  /** The host's name where the caller knows it; null when it has to be found. */
  final @Nullable String hostName;

  /** Whether only addresses may be compared, as in {@code match_ip}. */
  final boolean addressOnly;

  private Subject(
      ListKind kind,
      Text original,
      boolean caseless,
      MailView mail,
      @Nullable IpNetwork address,
      @Nullable String hostName,
      boolean addressOnly) {
    this.kind = kind;
    this.original = original;
    this.mail = mail;
    this.registers = mail instanceof Scope scope ? scope.registers() : null;
    this.address = address;
    this.hostName = hostName;
    this.addressOnly = addressOnly;
    this.caseless = caseless;
    boolean lower = caseless && kind != ListKind.HOST; // an address is written in lower case
    this.text = lower ? Ascii.lower(original.value()) : original.value();
  }

  /** A domain, an address or a local part. */
  static Subject of(ListKind kind, Text text, boolean caseless, MailView mail) {
    return new Subject(kind, text, caseless, mail, null, null, false);
  }

  /** A host; {@code address} is null when none is involved. */
  static Subject host(
      @Nullable IpNetwork address, @Nullable String name, boolean addressOnly, MailView mail) {
    Text text =
        mail instanceof Scope scope
            ? scope.registers().lastHost.text(address)
            : LastHost.textOf(address);
    return new Subject(ListKind.HOST, text, true, mail, address, name, addressOnly);
  }

  /**
   * An address that leaves captures, as the patterns of rewriting rules want: the case of its local
   * part counts.
   */
  static Subject capturing(Text address, Scope scope) {
    Subject subject = of(ListKind.ADDRESS, address, true, scope);
    subject.capturing = true;
    subject.caseful();
    return subject;
  }

  /** Whether captures are wanted, which nobody remembers with a verdict. */
  boolean isCapturing() {
    return capturing;
  }

  /** The domain of an address that leaves captures; its own are in {@link #wildcards()}. */
  Subject capturingDomain(String domain) {
    Subject part = of(ListKind.DOMAIN, original.with(domain), true, new FreshScope(mail));
    part.capturing = true;
    return part;
  }

  /** What was left behind, without the subject itself. */
  List<@Nullable String> wildcards() {
    List<@Nullable String> wildcards = new ArrayList<>();
    @Nullable Text[] captures = registers == null ? new @Nullable Text[0] : registers.captures();
    for (int i = 1; i < captures.length; i++) {
      Text capture = captures[i];
      wildcards.add(capture == null ? null : capture.value());
    }
    return wildcards;
  }

  /**
   * Another text looked for on behalf of this one, such as the domain of an address; it leaves no
   * captures.
   */
  Subject part(ListKind partKind, String part, boolean partCaseless) {
    MailView quiet = mail instanceof QuietView ? mail : new QuietView(mail);
    Subject inner =
        new Subject(partKind, original.with(part), partCaseless, quiet, null, null, false);
    inner.witness = witness;
    return inner;
  }

  /**
   * The domain of an address, whose at sign stands there: one for all items of a list, since case
   * never counts in it.
   */
  Subject domain(int at) {
    Subject known = domain;
    if (known == null) {
      known = part(ListKind.DOMAIN, text.substring(at + 1), true);
      domain = known;
    }
    return known;
  }

  /** The same subject with somebody who hears how lists are decided. */
  Subject heardBy(@Nullable Witness listener) {
    witness = listener;
    domain = null;
    return this;
  }

  /** The same, where traces call the list in hand by the name of its option; null for its text. */
  Subject called(@Nullable String option) {
    title = option;
    return this;
  }

  /** What traces call the list in hand; null for its text. */
  @Nullable String title() {
    return title;
  }

  boolean isTraced() {
    return (witness != null && witness.isTracing()) || Trace.of(Selector.LISTS) != null;
  }

  void trace(String line) {
    if (witness != null && witness.isTracing()) {
      witness.trace(line);
    } else {
      Trace.tell(Selector.LISTS, line);
    }
  }

  void log(String line) {
    if (witness != null) {
      witness.log(line);
    }
  }

  /** Tells that a list could not be expanded; false when nobody hears it. */
  boolean unexpanded(String line) {
    return witness != null && witness.unexpanded(line);
  }

  void unknown(String reason) {
    if (witness != null) {
      witness.unknown(reason);
    }
  }

  void noAddress(String name) {
    if (witness != null) {
      witness.noAddress(name);
    }
  }

  void noName() {
    if (witness != null) {
      witness.noName(text);
    }
  }

  /** Tells what became of a list, and why. */
  void said(String list, boolean yes, String why) {
    if (isTraced()) {
      trace(place(list) + (yes ? "yes" : "no") + " (" + why + ")");
    }
  }

  /** Tells that an item of a list can say nothing now. */
  void deferred(String list, String item) {
    if (isTraced()) {
      trace(place(list) + "list match deferred for " + item);
    }
  }

  private String place(String list) {
    String who = kind == ListKind.HOST ? "host" : original.value();
    return who + " in " + (title == null ? "\"" + list + "\"" : title) + "? ";
  }

  String text() {
    return text;
  }

  Text key() {
    return original.with(text);
  }

  boolean caseless() {
    return caseless;
  }

  /** {@code +caseful}: from here on case counts; that of domains never does. */
  void caseful() {
    if (!caseless || kind == ListKind.DOMAIN || kind == ListKind.HOST) {
      return;
    }
    caseless = false;
    String whole = original.value();
    int at = kind == ListKind.ADDRESS ? whole.lastIndexOf('@') : whole.length();
    text = at < 0 ? whole : whole.substring(0, at) + Ascii.lower(whole.substring(at));
  }

  /** Whether it should be an address and is none: no pattern and no lookup may match it. */
  boolean isUnqualified() {
    return kind == ListKind.ADDRESS && !text.isEmpty() && text.indexOf('@') < 0;
  }

  /** The text that patterns see: as it came, but for addresses. */
  String patternText() {
    return kind == ListKind.ADDRESS ? text : original.value();
  }

  /** The same as {@link #capture} after a pattern, which saw the text as it came. */
  void captureOriginal(@Nullable String... captures) {
    capture(original, captures);
  }

  /** Leaves {@code $0} (the subject) and {@code $1} onwards behind. */
  void capture(@Nullable String... captures) {
    capture(key(), captures);
  }

  private void capture(Text whole, @Nullable String... captures) {
    if (registers == null || kind == ListKind.ADDRESS && !capturing || kind == ListKind.HOST) {
      return;
    }
    @Nullable Text[] values = new @Nullable Text[captures.length + 1];
    values[0] = whole;
    for (int i = 0; i < captures.length; i++) {
      String capture = captures[i];
      values[i + 1] = capture == null ? null : original.with(capture);
    }
    registers.captures(values);
  }

  /** What is asked of a named list. */
  NamedItem.Question question(NamedItem list) {
    return new NamedItem.Question(kind, list.name(), text, caseless, addressOnly);
  }
}
