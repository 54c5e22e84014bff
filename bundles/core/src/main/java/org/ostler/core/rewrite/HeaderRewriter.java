// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.rewrite;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ostler.api.mail.HeaderField;
import org.ostler.core.mail.AddressSyntax;
import org.ostler.core.mail.Situation;

/**
 * Rewrites the addresses of header fields; what stands around them is kept as it is, and a field
 * that no rule changes is left untouched.
 */
public final class HeaderRewriter {
  /** A line that has grown longer than this is folded after the address that made it grow. */
  private static final int FOLD = 40;

  private static final Map<String, Place> FIELDS =
      Map.of(
          "sender", Place.SENDER,
          "from", Place.FROM,
          "to", Place.TO,
          "cc", Place.CC,
          "bcc", Place.BCC,
          "reply-to", Place.REPLY_TO);

  private final Rewriter rewriter;
  private final boolean qualifySenders;
  private final boolean qualifyRecipients;

  /**
   * Makes a rewriter of fields.
   *
   * @param qualifySenders whether From, Sender and Reply-To may lack domains, which they then get
   * @param qualifyRecipients the same for To, Cc and Bcc
   */
  public HeaderRewriter(Rewriter rewriter, boolean qualifySenders, boolean qualifyRecipients) {
    this.rewriter = rewriter;
    this.qualifySenders = qualifySenders;
    this.qualifyRecipients = qualifyRecipients;
  }

  /** Rewrites all fields, those of resent messages (RFC 5322 §3.6.6) among them. */
  public List<HeaderField> apply(List<HeaderField> fields, Situation situation)
      throws InterruptedException {
    if (rewriter.rules().isEmpty() && !qualifySenders && !qualifyRecipients) {
      return fields;
    }
    List<HeaderField> rewritten = new ArrayList<>(fields.size());
    for (HeaderField field : fields) {
      String name = field.name().toLowerCase(Locale.ROOT);
      Place place = FIELDS.get(name.startsWith("resent-") ? name.substring(7) : name);
      rewritten.add(place == null ? field : new Field(field, place, situation).rewritten());
    }
    return rewritten;
  }

  /** What an address became; {@code whole} when its phrase and comments went with it. */
  private record Made(String text, boolean whole) {}

  /** One field on its way. */
  private final class Field {
    private final HeaderField field;
    private final Place place;
    private final Situation situation;
    private final String body;
    private final StringBuilder made = new StringBuilder();

    /** Where the line that grows began: at the field's name, or a fold of ours. */
    private int lineStart;

    /** Whether the next address begins a line, unless it is replaced with its phrase. */
    private boolean folding;

    Field(HeaderField field, Place place, Situation situation) {
      this.field = field;
      this.place = place;
      this.situation = situation;
      this.body = field.body();
      this.lineStart = -(field.name().length() + field.gap().length() + 1);
    }

    HeaderField rewritten() throws InterruptedException {
      int at = 0;
      boolean changed = false;
      boolean group = false;
      while (at < body.length()) {
        int start = at;
        while (start < body.length() && " \t\n\r,;".indexOf(body.charAt(start)) >= 0) {
          start++;
        }
        MailboxText.End found = MailboxText.end(body, start, group);
        int end = found.at();
        group = found.group();
        made.append(body, at, start);
        String piece = body.substring(start, end);
        Made replaced = piece.isBlank() ? null : replacement(piece);
        if (folding && (replaced == null || !replaced.whole())) {
          made.append("\n\t");
        }
        folding = false;
        made.append(replaced == null ? piece : replaced.text());
        if (replaced != null && replaced.whole() && body.startsWith(";", end)) {
          // The end of a group goes with its last address, as its name with the first.
          do {
            end++;
          } while (end < body.length() && " \t\n\r".indexOf(body.charAt(end)) >= 0);
        }
        at = end;
        changed |= replaced != null;
        if (replaced != null && replaced.text().length() > end - start) {
          at = fold(end);
        }
      }
      return changed ? new HeaderField(field.name(), field.gap(), made.toString()) : field;
    }

    /** Goes on behind the comma, on a new line where this one has become long. */
    private int fold(int end) {
      int at = end;
      while (at < body.length() && " \t,;".indexOf(body.charAt(at)) >= 0) {
        made.append(body.charAt(at++));
      }
      if (at < body.length() && body.charAt(at) != '\n' && made.length() - lineStart > FOLD) {
        lineStart = made.length();
        folding = true;
      }
      return at;
    }

    /** What an address of the field becomes with what stands around it; null when it stays. */
    private @Nullable Made replacement(String piece) throws InterruptedException {
      return switch (MailboxText.parse(
          piece, true, false, AddressSyntax.of(situation.settings()))) {
        case MailboxText.Result.Bad(String why) -> {
          if (!rewriter.rules().isEmpty() && !why.equals("empty address")) {
            rewriter.log().main(situation.envelope().queueId(), "rewrite: " + why);
          }
          yield null;
        }
        case MailboxText.Result.Found found -> replacement(piece, found);
      };
    }

    private @Nullable Made replacement(String piece, MailboxText.Result.Found found)
        throws InterruptedException {
      String address = found.address();
      if (!found.isQualified()) {
        if (!(place.isRecipient() ? qualifyRecipients : qualifySenders)) {
          return null;
        }
        address = Qualification.of(address, place.isRecipient(), situation);
      }
      Rewriter.Rewritten now = rewriter.rewrite(address, place, situation);
      if (now.whole() != null) {
        return new Made(now.whole().text(), true);
      }
      // A rule that makes the same address leaves no comments within it nonetheless.
      return !now.applied() && now.address().equals(found.address())
          ? null
          : new Made(
              piece.substring(0, found.start()) + now.address() + piece.substring(found.end()),
              false);
    }
  }
}
