// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.receive;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ostler.api.mail.HeaderField;

/**
 * Collects the header section line by line (RFC 5322 §2.2). Memory is bounded by {@code
 * header_maxsize}, and that of all together by a budget, to which {@link #release()} gives back.
 */
final class HeaderSection {
  /** An octet is held in its line and in its field, which grows by doubling. */
  private static final int PER_OCTET = 2;

  /** What a field takes besides its octets: a megabyte may be 300,000 empty fields. */
  private static final int PER_FIELD = 128;

  private final int sizeLimit;
  private final int lineLimit;
  private final List<HeaderField> fields = new ArrayList<>();
  private byte[] line = new byte[512];
  private int length;
  private int total;

  /** The field so far; text that only grows, for a field may have a hundred thousand lines. */
  private final StringBuilder pending = new StringBuilder();

  private boolean over;
  private final HeaderBudget budget;
  private long held;
  private boolean starved;
  private @Nullable FromLines ignored;

  /** Whether the last line was one that is passed over. */
  private boolean passing;

  HeaderSection(int sizeLimit, int lineLimit, HeaderBudget budget) {
    this.budget = budget;
    this.sizeLimit = sizeLimit;
    this.lineLimit = lineLimit;
  }

  /** Passes over lines in front of the first field. */
  void ignore(FromLines lines) {
    ignored = lines;
  }

  /** What a line was. */
  enum Kind {
    FIELD,
    BLANK,
    NO_FIELD,
    TOO_BIG,
    LINE_TOO_LONG,
    /** The budget of all receptions together is used up. */
    NO_MEMORY
  }

  void text(byte[] octets, int from, int to) {
    int count = to - from;
    if (over) {
      return;
    }
    total += count;
    if (total > sizeLimit
        || (lineLimit > 0 && pending.length() + length + count > lineLimit && mayGrow())) {
      over = true;
      return;
    }
    if (!hold((long) count * PER_OCTET)) {
      return;
    }
    if (length + count > line.length) {
      line = Arrays.copyOf(line, Math.max(line.length * 2, length + count));
    }
    System.arraycopy(octets, from, line, length, count);
    length += count;
  }

  /**
   * Whether the line at hand adds to the pending field or is a field of its own longer than the
   * limit.
   */
  private boolean mayGrow() {
    return pending.isEmpty() || isContinuation() || length > lineLimit;
  }

  private boolean isIgnored() {
    return ignored != null
        && pending.isEmpty()
        && fields.isEmpty()
        && ((passing && isContinuation()) || ignored.in(Assembler.octets(line, 0, length)) != null);
  }

  private boolean isContinuation() {
    return length > 0 && (line[0] == ' ' || line[0] == '\t');
  }

  /** A bare CR or LF: the field goes on, on a continuation line. */
  void bareEnd() {
    byte[] fold = {'\n', ' '};
    text(fold, 0, 2);
  }

  Kind lineEnd() {
    total += over ? 0 : 1;
    if (starved) {
      return Kind.NO_MEMORY;
    }
    if (over || total > sizeLimit) {
      return total > sizeLimit ? Kind.TOO_BIG : Kind.LINE_TOO_LONG;
    }
    if (length == 0) {
      return Kind.BLANK;
    }
    if (isIgnored()) {
      passing = true;
      length = 0;
      return Kind.FIELD;
    }
    if (isContinuation() && !pending.isEmpty()) {
      pending.append('\n').append(Assembler.octets(line, 0, length));
    } else if (colon() > 0) {
      if (!hold(PER_FIELD)) {
        return Kind.NO_MEMORY;
      }
      finish();
      pending.append(Assembler.octets(line, 0, length));
    } else {
      return Kind.NO_FIELD;
    }
    length = 0;
    return lineLimit > 0 && pending.length() > lineLimit ? Kind.LINE_TOO_LONG : Kind.FIELD;
  }

  /**
   * The place of the colon after a field name, or -1: visible characters, then perhaps blanks (RFC
   * 5322 §4.5).
   */
  private int colon() {
    int at = 0;
    while (at < length && isName(line[at])) {
      at++;
    }
    int end = at;
    while (at < length && (line[at] == ' ' || line[at] == '\t')) {
      at++;
    }
    return end > 0 && at < length && line[at] == ':' ? at : -1;
  }

  /**
   * Octets above 127 are wrong, but let through: {@code verify = header_names_ascii} finds them.
   */
  private static boolean isName(byte octet) {
    return octet < 0 || (octet > ' ' && octet < 0x7f && octet != ':');
  }

  /** The line that turned out not to belong to the header section. */
  byte[] pushedBack() {
    return Arrays.copyOf(line, length);
  }

  void finish() {
    if (!pending.isEmpty()) {
      fields.add(HeaderField.parse(pending.substring(0, withoutBlankLines())));
      pending.setLength(0);
    }
  }

  /** The length of the field without continuation lines of blanks alone at its end. */
  private int withoutBlankLines() {
    int end = pending.length();
    for (int at = end - 1; at >= 0; at--) {
      char c = pending.charAt(at);
      if (c == '\n') {
        end = at;
      } else if (c != ' ' && c != '\t') {
        return end;
      }
    }
    return end;
  }

  /** Takes from the budget; when that is not possible, all that was collected is let go. */
  private boolean hold(long octets) {
    if (budget.take(octets)) {
      held += octets;
      return true;
    }
    starved = true;
    over = true;
    fields.clear();
    pending.setLength(0);
    pending.trimToSize();
    line = new byte[0];
    length = 0;
    release();
    return false;
  }

  /** Gives back what was taken from the budget: nobody holds the fields any more. */
  void release() {
    budget.giveBack(held);
    held = 0;
  }

  List<HeaderField> fields() {
    return fields;
  }
}
