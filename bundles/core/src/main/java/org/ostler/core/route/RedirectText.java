// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.route;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.ostler.api.routing.Child;
import org.ostler.language.octets.MailboxReader;

/**
 * Redirection data: addresses, files, pipes and the words between colons, separated by commas or
 * line ends. What an item means to a certain router (whether it may be used, where an included file
 * is) is for {@link Rules} to say.
 */
final class RedirectText {
  /** What became of the data. */
  sealed interface Result {
    /**
     * Children, none for no items at all.
     *
     * @param children in order
     * @param skipped what was wrong with items that were left out
     * @param thrownAway whether {@code :blackhole:} was among them
     */
    record Items(List<Child> children, List<String> skipped, boolean thrownAway)
        implements Result {}

    /** The address fails; the children of the items before are there all the same. */
    record Fail(String message, List<Child> children) implements Result {}

    record Defer(String message) implements Result {}

    /** {@code :unknown:} alone: as if the data were not there. */
    record Nothing() implements Result {}

    /** An item makes no sense or may not be used. */
    record Bad(String message) implements Result {}
  }

  /** What a router permits. */
  interface Rules {
    /**
     * Why the kind of item ("file", "pipe", "blackhole", "include", "fail", "defer") makes all of
     * the list useless; empty: it does not.
     */
    String refusal(String kind);

    /** Why a "file" or "pipe" fails alone, while the others go on; empty: it does not. */
    String forbidden(String kind);

    /** The text of an included file. */
    Included include(String path);

    /** A qualified form of an address without a domain. */
    String qualify(String localPart);

    /** The same for a local part behind a backslash, which stays in the domain it was in. */
    String qualifyHere(String localPart);

    boolean skipErrors();

    /** How addresses may be written. */
    MailboxReader.Syntax syntax();
  }

  /** What an inclusion gives. */
  sealed interface Included {
    record Data(String text) implements Included {}

    record Absent(String message) implements Included {}
  }

  private static final Pattern SPECIAL =
      Pattern.compile(":(fail|defer|blackhole|include|unknown):");
  private static final int DEEPEST_INCLUSION = 20;

  private final Rules rules;
  private final List<Child> children = new ArrayList<>();
  private final List<String> skipped = new ArrayList<>();
  private boolean unknown;

  private RedirectText(Rules rules) {
    this.rules = rules;
  }

  static Result parse(String text, Rules rules) {
    RedirectText reader = new RedirectText(rules);
    Result end = reader.read(text, 0);
    if (end != null) {
      return end;
    }
    return reader.unknown && reader.children.isEmpty()
        ? new Result.Nothing()
        : new Result.Items(List.copyOf(reader.children), List.copyOf(reader.skipped), false);
  }

  private @Nullable Result read(String text, int depth) {
    int at = 0;
    while (true) {
      at = skipBlank(text, at);
      if (at >= text.length()) {
        return null;
      }
      if (text.charAt(at) == '#') {
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end + 1;
        continue;
      }
      Matcher special = SPECIAL.matcher(text).region(at, text.length());
      if (special.lookingAt() && takesRest(special.group(1))) {
        RouteTelling.item(text.substring(at));
        return ended(special.group(1), text.substring(special.end()));
      }
      int end = itemEnd(text, at);
      String item = text.substring(at, end).strip();
      RouteTelling.item(item);
      Result result = item(item, depth);
      if (result != null) {
        return result;
      }
      at = end;
    }
  }

  private static int skipBlank(String text, int from) {
    int at = from;
    while (at < text.length()
        && (Character.isWhitespace(text.charAt(at)) || text.charAt(at) == ',')) {
      at++;
    }
    return at;
  }

  private static boolean takesRest(String word) {
    return word.equals("fail") || word.equals("defer");
  }

  private Result ended(String kind, String rest) {
    String message = rest.strip();
    String refusal = rules.refusal(kind);
    if (!refusal.isEmpty()) {
      return new Result.Bad("\":" + kind + ":" + rest.stripTrailing() + "\" is not permitted");
    }
    return kind.equals("fail")
        ? new Result.Fail(message, List.copyOf(children))
        : new Result.Defer(message);
  }

  /** Where an item ends: a comma or a line end outside quotes, comments and angle brackets. */
  private static int itemEnd(String text, int from) {
    boolean quoted = false;
    int comments = 0;
    boolean bare = text.charAt(from) == '|' || text.charAt(from) == '/';
    for (int at = from; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '\\' && !bare) {
        at++;
      } else if (c == '"' && !bare) {
        quoted = !quoted;
      } else if (!quoted && !bare && (c == '(' || c == ')')) {
        comments = Math.max(0, comments + (c == '(' ? 1 : -1));
      } else if (!quoted && comments == 0 && (c == ',' || c == '\n')) {
        return at;
      }
    }
    return text.length();
  }

  private @Nullable Result item(String raw, int depth) {
    String item = isQuotedWhole(raw) ? unquoted(raw) : raw;
    Matcher special = SPECIAL.matcher(item);
    if (special.lookingAt()) {
      String rest = item.substring(special.end());
      return takesRest(special.group(1))
          ? ended(special.group(1), rest)
          : special(special.group(1), rest, depth);
    }
    if (item.startsWith("|")) {
      return allowed("pipe", new Child.Pipe(item.substring(1).strip()));
    }
    if (item.startsWith("/") && !hasDomain(item)) {
      return allowed("file", new Child.File(item));
    }
    if (item.startsWith("\\")
        && AddressText.parse(item.substring(1), rules.syntax())
            instanceof AddressText.Result.Good(var name, var qualified)
        && !qualified) {
      children.add(new Child.Address(rules.qualifyHere(name)));
      return null;
    }
    return switch (AddressText.parse(item, rules.syntax())) {
      case AddressText.Result.Good(var address, var qualified) -> {
        children.add(new Child.Address(qualified ? address : rules.qualify(address)));
        yield null;
      }
      case AddressText.Result.Empty() -> null;
      case AddressText.Result.Bad(var message) -> wrong(message);
    };
  }

  /** A local part may begin with a slash (X.400 mail): then a domain follows. */
  private static boolean hasDomain(String item) {
    int at = item.lastIndexOf('@');
    return at > 0 && at + 1 < item.length() && item.indexOf('/', at) < 0 && item.indexOf(' ') < 0;
  }

  private @Nullable Result wrong(String message) {
    if (!rules.skipErrors()) {
      return new Result.Bad(message);
    }
    skipped.add(message);
    return null;
  }

  private @Nullable Result allowed(String kind, Child child) {
    String refusal = rules.refusal(kind);
    if (!refusal.isEmpty()) {
      return new Result.Bad(refusal);
    }
    String forbidden = rules.forbidden(kind);
    children.add(forbidden.isEmpty() ? child : new Child.Forbidden(child, forbidden));
    return null;
  }

  private @Nullable Result special(String word, String rest, int depth) {
    if (word.equals("unknown")) {
      unknown = true;
      return null;
    }
    if (word.equals("include") && !rest.strip().startsWith("/")) {
      return new Result.Bad("included file \"" + rest.strip() + "\" is not an absolute path");
    }
    String refusal = rules.refusal(word);
    if (!refusal.isEmpty()) {
      return new Result.Bad(refusal);
    }
    if (word.equals("blackhole")) {
      // All other items go with it, those before it too.
      return new Result.Items(List.of(), List.copyOf(skipped), true);
    }
    String path = rest.strip();
    if (depth >= DEEPEST_INCLUSION) {
      return new Result.Bad("included file " + path + " is nested too deeply");
    }
    return switch (rules.include(path)) {
      case Included.Data(var text) -> read(text, depth + 1);
      case Included.Absent(var message) -> wrong(message);
    };
  }

  private static boolean isQuotedWhole(String item) {
    return item.length() > 1
        && item.startsWith("\"")
        && item.endsWith("\"")
        && closing(item) == item.length() - 1;
  }

  private static int closing(String item) {
    for (int at = 1; at < item.length(); at++) {
      if (item.charAt(at) == '\\') {
        at++;
      } else if (item.charAt(at) == '"') {
        return at;
      }
    }
    return -1;
  }

  private static String unquoted(String item) {
    return Words.unquoted(item);
  }
}
