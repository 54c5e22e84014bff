// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.list;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ostler.api.text.Text;
import org.ostler.language.expansion.ListKind;
import org.ostler.language.text.Ascii;
import org.ostler.language.text.ListText;

/** The items of address lists. */
final class AddressItems {
  private AddressItems() {}

  /** The empty item: the null reverse-path. */
  record Null() implements Item {
    @Override
    public Verdict test(Subject subject) {
      if (subject.text().isEmpty()) {
        return new Verdict.Yes(null);
      }
      int at = subject.text().lastIndexOf('@');
      if (at >= 0 && subject.isTraced()) {
        // Exim takes the empty item for an empty list of domains.
        subject
            .part(ListKind.DOMAIN, subject.text().substring(at + 1), true)
            .said("", false, "end of list");
      }
      return Verdict.NO;
    }
  }

  /**
   * A local part and a domain, or a domain alone.
   *
   * @param localPart the pattern for the local part; null when any will do
   * @param domain the domain, taken as an item of a domain list
   */
  record Parts(@Nullable String localPart, ItemList domain) implements Item {
    @Override
    public @Nullable String problem() {
      return domain.problem().orElse(null);
    }

    @Override
    public Verdict test(Subject subject) throws InterruptedException {
      String address = subject.text();
      int at = address.lastIndexOf('@');
      if (at < 0 || !matchesLocalPart(address, at, subject.caseless())) {
        return Verdict.NO;
      }
      if (subject.isCapturing()) {
        return capture(subject, address.substring(0, at), address.substring(at + 1));
      }
      Verdict verdict = domain.test(subject.domain(at));
      return verdict instanceof Verdict.Yes(String data)
          ? new Verdict.Yes((localPart == null ? "" : localPart) + "@" + (data == null ? "" : data))
          : verdict;
    }

    /** What the wildcard of the local part stands for, then those of the domain. */
    private Verdict capture(Subject subject, String local, String name)
        throws InterruptedException {
      Subject part = subject.capturingDomain(name);
      Verdict verdict = domain.test(part);
      if (verdict instanceof Verdict.Yes) {
        List<@Nullable String> wildcards = part.wildcards();
        if (localPart != null && localPart.startsWith("*")) {
          wildcards.addFirst(local.substring(0, local.length() - localPart.length() + 1));
        }
        subject.captureOriginal(wildcards.toArray(new @Nullable String[0]));
      }
      return verdict;
    }

    /** Whether the octets before {@code at} fit. */
    private boolean matchesLocalPart(String address, int at, boolean caseless) {
      if (localPart == null) {
        return true;
      }
      int wild = localPart.startsWith("*") ? 1 : 0;
      int length = localPart.length() - wild;
      int from = at - length;
      if (wild == 0 ? from != 0 : from < 0) {
        return false;
      }
      return caseless
          ? Ascii.regionMatches(address, from, localPart, wild, length)
          : address.regionMatches(from, localPart, wild, length);
    }
  }

  /** {@code @@type;file}: the domain is looked up, and what is found is a list of local parts. */
  record Split(String pattern, LookupItem lookup, ItemParser parser) implements Item {
    private static final int LONGEST_CHAIN = 50;

    @Override
    public Verdict test(Subject subject) throws InterruptedException {
      String address = subject.text();
      int at = address.lastIndexOf('@');
      if (at < 0) {
        return Verdict.NO;
      }
      Text domain = subject.key().with(address.substring(at + 1));
      Text key = domain;
      for (int i = 0; i < LONGEST_CHAIN; i++) {
        Verdict found = lookup.test(key, subject);
        if (!(found instanceof Verdict.Yes(String data)) || data == null) {
          return found;
        }
        String next = chained(data);
        Verdict verdict =
            inList(next == null ? data : data.substring(0, data.lastIndexOf('>')), subject, at);
        if (verdict != null || next == null) {
          return verdict == null ? Verdict.NO : verdict;
        }
        key = domain.with(next);
      }
      return new Verdict.Broken(
          "Loop detected in lookup of local part of " + address + " in " + pattern);
    }

    /** The key that the last item chains to; null when there is none. */
    private static @Nullable String chained(String data) {
      String last = Ascii.strip(data.substring(data.lastIndexOf(':') + 1));
      return last.startsWith(">") ? Ascii.strip(last.substring(1)) : null;
    }

    /** What the list says about the local part; null when it says nothing. */
    private @Nullable Verdict inList(String data, Subject subject, int at)
        throws InterruptedException {
      List<String> items = ListText.items(data);
      Subject localPart =
          subject.part(ListKind.LOCAL_PART, subject.text().substring(0, at), subject.caseless());
      for (String item : items) {
        boolean negated = item.startsWith("!");
        String text = negated ? item.substring(Ascii.skipSpace(item, 1)) : item;
        Verdict verdict = parser.item(ListKind.LOCAL_PART, text).test(localPart);
        if (!(verdict instanceof Verdict.No)) {
          return negated && verdict instanceof Verdict.Yes ? Verdict.NO : verdict;
        }
      }
      return null;
    }
  }
}
