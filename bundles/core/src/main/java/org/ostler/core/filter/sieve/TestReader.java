// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.filter.sieve;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ostler.core.filter.sieve.Matching.Comparator;
import org.ostler.core.filter.sieve.Matching.Part;
import org.ostler.core.filter.sieve.Matching.Type;
import org.ostler.language.text.Ascii;

/**
 * Reads the tests of a script. An error does not undo what was read before it: it stands for the
 * test in which it is, the last one of its list.
 */
final class TestReader {
  private static final int DEEPEST = 200;
  private static final String NO_FIELDS = "header string list expected";
  private static final String NO_KEYS = "key string list expected";

  private final SieveText text;
  private final Set<Capability> required;
  private boolean broken;

  TestReader(SieveText text, Set<Capability> required) {
    this.text = text;
    this.required = required;
  }

  /** Whether an error was met. */
  boolean isBroken() {
    return broken;
  }

  /** A test with white space before it, which stands in so many others. */
  SieveTest read(int depth) {
    try {
      if (depth > DEEPEST) {
        throw text.bad("tests are nested too deeply");
      }
      text.skip();
      SieveTest test = comparing();
      test = test == null ? plain(depth) : test;
      if (test == null) {
        throw text.bad("missing test");
      }
      return test;
    } catch (BadSieve bad) {
      return fault(bad);
    }
  }

  private SieveTest fault(BadSieve bad) {
    broken = true;
    return new SieveTest.Fault(bad.message(), bad.line());
  }

  private @Nullable SieveTest comparing() throws BadSieve {
    if (text.takes("address")) {
      Matching matching = matching(true);
      List<String> fields = text.strings(NO_FIELDS);
      return new SieveTest.Addresses(matching, fields, text.strings(NO_KEYS), text.line());
    }
    if (text.takes("header")) {
      Matching matching = matching(false);
      List<String> fields = text.strings(NO_FIELDS);
      return new SieveTest.Header(matching, fields, text.strings(NO_KEYS), text.line());
    }
    if (text.takes("envelope")) {
      needs(Capability.ENVELOPE);
      Matching matching = matching(true);
      List<String> parts = text.strings("envelope string list expected");
      return new SieveTest.Envelope(matching, parts, text.strings(NO_KEYS), text.line());
    }
    if (text.takes("notify_method_capability")) {
      needs(Capability.ENOTIFY);
      Matching matching = matching(false);
      String uri = text.string("missing notification URI string");
      String capability = text.string("missing notification capability string");
      List<String> keys = text.strings("missing key string list");
      return new SieveTest.MethodCapability(matching, uri, capability, keys, text.line());
    }
    return null;
  }

  private @Nullable SieveTest plain(int depth) throws BadSieve {
    if (text.takes("allof")) {
      return new SieveTest.AllOf(list(depth));
    }
    if (text.takes("anyof")) {
      return new SieveTest.AnyOf(list(depth));
    }
    if (text.takes("not")) {
      return new SieveTest.Not(read(depth + 1));
    }
    if (text.takes("exists")) {
      return new SieveTest.Exists(text.strings(NO_FIELDS), text.line());
    }
    if (text.takes("size")) {
      return size();
    }
    if (text.takes("valid_notify_method")) {
      needs(Capability.ENOTIFY);
      return new SieveTest.ValidMethod(text.strings("URI string list expected"));
    }
    if (text.takes("true")) {
      return new SieveTest.Constant(true);
    }
    return text.takes("false") ? new SieveTest.Constant(false) : null;
  }

  private List<SieveTest> list(int depth) throws BadSieve {
    text.skip();
    if (!text.takes('(')) {
      throw text.bad("missing test list");
    }
    List<SieveTest> tests = new ArrayList<>();
    try {
      do {
        tests.add(read(depth + 1));
        if (!broken) {
          text.skip();
        }
      } while (!broken && text.takes(','));
      if (!broken && !text.takes(')')) {
        throw text.bad("missing closing paren");
      }
    } catch (BadSieve bad) {
      tests.add(fault(bad));
    }
    return List.copyOf(tests);
  }

  private SieveTest size() throws BadSieve {
    text.skip();
    boolean over = text.takes(":over");
    if (!over && !text.takes(":under")) {
      throw text.bad("missing :over or :under");
    }
    return new SieveTest.Size(over, text.number());
  }

  private void needs(Capability capability) throws BadSieve {
    ActionReader.needs(capability, required, text);
  }

  /** The words before the strings, in any order. */
  private Matching matching(boolean ofAddress) throws BadSieve {
    Type type = null;
    Comparator comparator = null;
    Part part = null;
    while (true) {
      text.skip();
      Part nextPart = ofAddress ? part() : null;
      Comparator nextComparator = nextPart == null ? comparator() : null;
      Type nextType = nextPart == null && nextComparator == null ? type() : null;
      if (nextPart != null) {
        part = once(part, nextPart, "address part");
      } else if (nextComparator != null) {
        comparator = once(comparator, nextComparator, "comparator");
      } else if (nextType != null) {
        type = once(type, nextType, "match type");
      } else {
        return new Matching(
            type == null ? Type.IS : type,
            comparator == null ? Comparator.CASEMAP : comparator,
            part == null ? Part.ALL : part,
            required.contains(Capability.NUMERIC));
      }
    }
  }

  private <T> T once(@Nullable T before, T now, String what) throws BadSieve {
    if (before != null) {
      throw text.bad(what + " already specified");
    }
    return now;
  }

  private @Nullable Part part() throws BadSieve {
    for (Part part : Part.values()) {
      if (text.takes(part.word())) {
        if (part == Part.USER || part == Part.DETAIL) {
          needs(Capability.SUBADDRESS);
        }
        return part;
      }
    }
    return null;
  }

  private @Nullable Type type() {
    for (Type type : Type.values()) {
      if (text.takes(type.word())) {
        return type;
      }
    }
    return null;
  }

  private @Nullable Comparator comparator() throws BadSieve {
    if (!text.takes(":comparator")) {
      return null;
    }
    return switch (Ascii.lower(text.string("missing comparator"))) {
      case "i;octet" -> Comparator.OCTET;
      case "i;ascii-casemap", "en;ascii-casemap" -> Comparator.CASEMAP;
      case "i;ascii-numeric" -> Comparator.NUMERIC;
      default -> throw text.bad("invalid comparator");
    };
  }
}
