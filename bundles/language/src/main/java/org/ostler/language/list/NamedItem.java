// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.list;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ostler.api.mail.Addressee;
import org.ostler.api.mail.MailView;
import org.ostler.api.mail.Slot;
import org.ostler.language.expansion.ListKind;
import org.ostler.language.text.NearMiss;

/**
 * {@code +name}: a named list, found when it is used. What a list without variables says about a
 * subject is remembered: for hosts while the connection lasts, for addresses the message, for
 * domains and local parts as long as the same address is in hand.
 */
record NamedItem(ListKind kind, String name, NamedLists lists) implements Item {
  private static final int DEEPEST = 50;

  /** What is asked of a named list. */
  record Question(ListKind kind, String list, String text, boolean caseless, boolean addressOnly) {
    /** Texts differ most, and remember their own hash. */
    @Override
    public int hashCode() {
      return text.hashCode() * 31 + list.hashCode();
    }
  }

  /** What has been said, and how deep we are. */
  static final class Memory {
    private static final int MOST = 1000;

    final Map<Question, Verdict> verdicts = new HashMap<>();
    private @Nullable Addressee addressee;
    int depth;

    /** What was said for another address in hand is forgotten, as Exim does. */
    Memory about(@Nullable Addressee now) {
      if (now != addressee) {
        verdicts.clear();
        addressee = now;
      }
      return this;
    }
  }

  private static final Slot<Memory> MESSAGE =
      new Slot<>("lists.message", Slot.Scope.MESSAGE, Memory::new);
  private static final Slot<Memory> ADDRESSEE =
      new Slot<>("lists.addressee", Slot.Scope.MESSAGE, Memory::new);
  private static final Slot<Memory> CONNECTION =
      new Slot<>("lists.connection", Slot.Scope.CONNECTION, Memory::new);

  @Override
  public Verdict test(Subject subject) throws InterruptedException {
    CompiledList list = lists.find(kind, name);
    if (list == null) {
      return new Verdict.Broken(unknown());
    }
    Memory memory = memory(subject.mail);
    if (memory.depth >= DEEPEST) {
      return new Verdict.Broken("named lists refer to each other without end: \"+" + name + "\"");
    }
    if (!list.isConstant() || subject.isCapturing()) {
      Verdict verdict = nested(list, subject, memory);
      subject.remembered = false;
      return verdict;
    }
    Question question = subject.question(this);
    Verdict known = memory.verdicts.get(question);
    if (known != null) {
      subject.remembered = true;
      return known;
    }
    Verdict verdict = nested(list, subject, memory);
    subject.remembered = false;
    if (memory.verdicts.size() < Memory.MOST
        && lists.isConstantThroughout(kind, name)
        && (verdict instanceof Verdict.Yes || verdict instanceof Verdict.No)
        && question.equals(subject.question(this))) {
      memory.verdicts.put(question, verdict);
    }
    return verdict;
  }

  private Memory memory(MailView mail) {
    return switch (kind) {
      case HOST -> mail.value(CONNECTION);
      case ADDRESS -> mail.value(MESSAGE);
      case DOMAIN, LOCAL_PART -> mail.value(ADDRESSEE).about(mail.addressee());
    };
  }

  private static Verdict nested(CompiledList list, Subject subject, Memory memory)
      throws InterruptedException {
    memory.depth++;
    String title = subject.title();
    try {
      return list.test(subject.called(null));
    } finally {
      subject.called(title);
      memory.depth--;
    }
  }

  /** What is said when there is no such list. */
  String unknown() {
    String near =
        NearMiss.of(name, lists.names(kind)).map(n -> "; did you mean \"+" + n + "\"?").orElse("");
    return "unknown named " + words(kind) + " list \"+" + name + "\"" + near;
  }

  static String words(ListKind kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
