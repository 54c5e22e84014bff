// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.list;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.ostler.api.text.Text;
import org.ostler.language.regex.BadPattern;
import org.ostler.language.regex.Overrun;
import org.ostler.language.regex.Regex;
import org.ostler.language.text.Ascii;
import org.ostler.language.text.IpNetwork;

/** The items that compare text. */
final class TextItems {
  private TextItems() {}

  /** A name that is equal. */
  record Exact(String name) implements Item {
    @Override
    public Verdict test(Subject subject) {
      boolean equal =
          subject.caseless()
              ? Ascii.sameIgnoringCase(name, subject.text())
              : name.equals(subject.text());
      if (equal) {
        subject.capture();
      }
      return equal ? new Verdict.Yes(name) : Verdict.NO;
    }
  }

  /** An asterisk and what the text must end with. */
  record Suffix(String pattern, String end) implements Item {
    Suffix(String pattern) {
      this(pattern, pattern.substring(1));
    }

    @Override
    public Verdict test(Subject subject) {
      String text = subject.text();
      if (subject.caseless() ? !Ascii.endsIgnoringCase(text, end) : !text.endsWith(end)) {
        return Verdict.NO;
      }
      subject.capture(text.substring(0, text.length() - end.length()));
      return new Verdict.Yes(pattern);
    }
  }

  /** A regular expression; in address lists it says nothing but yes. */
  record Pattern(String pattern, Regex caseless, Regex caseful, boolean says) implements Item {
    static Item of(String pattern, boolean says) {
      try {
        return new Pattern(
            pattern, Regex.compile(pattern, true), Regex.compile(pattern, false), says);
      } catch (BadPattern e) {
        return new Wrong(
            "regular expression error: "
                + e.getMessage()
                + " at offset "
                + e.offset()
                + " while compiling "
                + pattern);
      }
    }

    @Override
    public Verdict test(Subject subject) {
      try {
        Regex.Found found = (subject.caseless() ? caseless : caseful).find(subject.patternText());
        if (found == null) {
          return Verdict.NO;
        }
        subject.captureOriginal(Arrays.copyOfRange(found.groups(), 1, found.groups().length));
        return new Verdict.Yes(says ? pattern : null);
      } catch (Overrun e) {
        return new Verdict.Broken(String.valueOf(e.getMessage()));
      }
    }
  }

  /** {@code @}: the name of this host. */
  record PrimaryName() implements Item {
    @Override
    public Verdict test(Subject subject) throws InterruptedException {
      Text primary = subject.mail.variable("primary_hostname");
      return primary == null ? Verdict.NO : new Exact(primary.value()).test(subject);
    }
  }

  /** {@code @[]}: a domain literal with an address of this host. */
  record LiteralHere(Locality locality) implements Item {
    @Override
    public Verdict test(Subject subject) {
      String text = subject.text();
      if (!text.startsWith("[") || !text.endsWith("]")) {
        return Verdict.NO;
      }
      String inner = text.substring(1, text.length() - 1);
      @Nullable IpNetwork address =
          IpNetwork.parse(inner.startsWith("ipv6:") ? inner.substring("ipv6:".length()) : inner);
      if (address == null || !locality.isLocal(address.address())) {
        return Verdict.NO;
      }
      subject.capture();
      return new Verdict.Yes("@[]");
    }
  }
}
