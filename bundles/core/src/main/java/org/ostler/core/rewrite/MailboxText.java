// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.rewrite;

import org.ostler.language.octets.MailboxReader;

/**
 * One address as it stands in a header field (RFC 5322 §3.4) or as typed, read as leniently as Exim
 * does, and where in the text it stands without its phrase and comments.
 */
public final class MailboxText {
  /** No domain is longer; a text of many brackets must not be gone through for each. */
  private static final int LONGEST_LITERAL = 256;

  /** What the text is. */
  public sealed interface Result {
    /**
     * An address.
     *
     * @param address without white space and comments; empty for {@code <>}
     * @param start where it starts in the text
     * @param end where it ends
     * @param isQualified whether it has a domain
     */
    record Found(String address, int start, int end, boolean isQualified) implements Result {}

    record Bad(String why) implements Result {}
  }

  private MailboxText() {}

  /**
   * Reads the text as one address.
   *
   * @param groups whether a group's name may stand in front and its semicolon behind
   * @param empty whether {@code <>} is an address
   * @param syntax what the configuration permits
   */
  public static Result parse(
      String text, boolean groups, boolean empty, MailboxReader.Syntax syntax) {
    MailboxReader.Result result =
        groups
            ? MailboxReader.ofList(syntax).next(text, empty)
            : MailboxReader.read(text, syntax, empty);
    return switch (result) {
      case MailboxReader.Result.Found found ->
          new Result.Found(found.address(), found.start(), found.end(), found.domain() > 0);
      case MailboxReader.Result.Bad(String why) -> new Result.Bad(why);
    };
  }

  /**
   * Where the address that starts at a place of a list ends.
   *
   * @param at the place of a comma, of the semicolon of a group, or the end of the text
   * @param group whether a group is open there
   */
  public record End(int at, boolean group) {}

  /**
   * Finds the end of the address that starts at a place; {@code group} tells whether one is open.
   */
  public static End end(String text, int from, boolean group) {
    boolean angle = false;
    boolean open = group;
    // The domains of a source route (RFC 5321 appendix C) are parted by commas, too.
    boolean route = text.startsWith("@", from);
    int i = from;
    while (i < text.length()) {
      switch (text.charAt(i)) {
        case '\\' -> i++;
        case '"' -> i = closingQuote(text, i);
        case '(' -> i = closingComment(text, i);
        case '[' ->
            i = Math.max(i, text.indexOf(']', i, Math.min(text.length(), i + LONGEST_LITERAL)));
        case '<' -> angle = true;
        case '>' -> angle = false;
        case ':' -> {
          open |= !route && !angle;
          route = false;
        }
        case ',' -> {
          if (!angle && !route) {
            return new End(i, open);
          }
        }
        case ';' -> {
          if (!angle && open) {
            return new End(i, false);
          }
        }
        default -> {}
      }
      i++;
    }
    return new End(text.length(), open);
  }

  private static int closingQuote(String text, int open) {
    for (int i = open + 1; i < text.length(); i++) {
      if (text.charAt(i) == '\\') {
        i++;
      } else if (text.charAt(i) == '"') {
        return i;
      }
    }
    return text.length();
  }

  private static int closingComment(String text, int open) {
    int depth = 0;
    for (int i = open; i < text.length(); i++) {
      switch (text.charAt(i)) {
        case '\\' -> i++;
        case '(' -> depth++;
        case ')' -> {
          if (--depth == 0) {
            return i;
          }
        }
        default -> {}
      }
    }
    return text.length();
  }
}
