// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.queue;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ostler.core.mail.Message;

/** What happened to a queued message since its head was written. Each is one record on disk. */
public sealed interface Note {
  /** When it happened. */
  Instant when();

  /**
   * An attempt at delivery, or a part of one.
   *
   * @param done what tells apart the addresses that need no further attempt
   * @param lines what the message's own log says about it
   * @param until when to try again, or null when it is not decided yet
   */
  record Attempt(Instant when, List<String> done, List<String> lines, @Nullable Instant until)
      implements Note {}

  /** The message was frozen. */
  record Frozen(Instant when) implements Note {}

  /** It was thawed; {@code manually} by an administrator. */
  record Thawed(Instant when, boolean manually) implements Note {}

  /** The sender was told for the {@code count}th time that it takes long. */
  record Warned(Instant when, int count) implements Note {}

  /** An administrator marked addresses as delivered. */
  record Marked(Instant when, List<String> done) implements Note {}

  /** An administrator added recipients. */
  record Added(Instant when, List<String> recipients) implements Note {}

  /** An administrator changed the sender; empty for the null reverse-path. */
  record From(Instant when, String sender) implements Note {}

  /** An administrator moved it to a named queue; empty for the usual one. */
  record Moved(Instant when, String queue) implements Note {}

  /** Routing found that a domain is called otherwise, and header fields have the other name. */
  record Renamed(Instant when, String from, String to) implements Note {}

  /**
   * A redirection that is made once: what it made of a recipient stands in its place.
   *
   * @param parent the recipient, which is done; empty when it is not known
   * @param original the recipient at the top, for log lines; empty when it is not known
   * @param addresses what it made
   * @param errorsTo where reports about these go; null for the sender
   */
  record Replaced(
      Instant when,
      String parent,
      String original,
      List<String> addresses,
      @Nullable String errorsTo)
      implements Note {}

  /** The system filter changed the header section: all fields that it has now. */
  record Headers(Instant when, List<String> fields) implements Note {
    /** The fields of the message as they are. */
    public static Headers of(Instant when, Message message) {
      List<String> fields = new ArrayList<>();
      message.headerFields().forEach(field -> fields.add(field.text()));
      return new Headers(when, List.copyOf(fields));
    }
  }

  /** {@code -N}: from now on no transport is called for it. */
  record Suppressed(Instant when) implements Note {}

  /** A line for the message's own log. */
  record Said(Instant when, String line) implements Note {}

  private static Attempt attempt(Instant when, Octets.Reader in) throws IOException {
    List<String> done = in.texts();
    List<String> lines = in.texts();
    long until = in.number();
    return new Attempt(when, done, lines, until == 0 ? null : Instant.ofEpochMilli(until));
  }

  /** The octets of a note. */
  default byte[] encoded() throws IOException {
    Octets.Writer out = new Octets.Writer();
    switch (this) {
      case Attempt(var when, var done, var lines, var until) ->
          out.small(1)
              .number(when.toEpochMilli())
              .texts(done)
              .texts(lines)
              .number(until == null ? 0 : until.toEpochMilli());
      case Frozen(var when) -> out.small(2).number(when.toEpochMilli());
      case Thawed(var when, var manually) ->
          out.small(3).number(when.toEpochMilli()).flag(manually);
      case Warned(var when, var count) -> out.small(4).number(when.toEpochMilli()).number(count);
      case Marked(var when, var done) -> out.small(6).number(when.toEpochMilli()).texts(done);
      case Added(var when, var recipients) ->
          out.small(7).number(when.toEpochMilli()).texts(recipients);
      case From(var when, var sender) -> out.small(8).number(when.toEpochMilli()).text(sender);
      case Moved(var when, var queue) -> out.small(9).number(when.toEpochMilli()).text(queue);
      case Renamed(var when, var from, var to) ->
          out.small(10).number(when.toEpochMilli()).text(from).text(to);
      case Replaced(var when, var parent, var original, var addresses, var errorsTo) ->
          out.small(11)
              .number(when.toEpochMilli())
              .text(parent)
              .text(original)
              .texts(addresses)
              .text(errorsTo);
      case Headers(var when, var fields) -> out.small(12).number(when.toEpochMilli()).texts(fields);
      case Suppressed(var when) -> out.small(13).number(when.toEpochMilli());
      case Said(var when, var line) -> out.small(5).number(when.toEpochMilli()).text(line);
    }
    return out.bytes();
  }

  /** The note of the octets. */
  static Note decoded(byte[] octets) throws IOException {
    Octets.Reader in = new Octets.Reader(octets);
    int kind = in.small();
    Instant when = in.instant();
    return switch (kind) {
      case 1 -> attempt(when, in);
      case 2 -> new Frozen(when);
      case 3 -> new Thawed(when, in.flag());
      case 4 -> new Warned(when, (int) in.number());
      case 5 -> new Said(when, in.string());
      case 6 -> new Marked(when, in.texts());
      case 7 -> new Added(when, in.texts());
      case 8 -> new From(when, in.string());
      case 9 -> new Moved(when, in.string());
      case 10 -> new Renamed(when, in.string(), in.string());
      case 11 -> new Replaced(when, in.string(), in.string(), in.texts(), in.text());
      case 12 -> new Headers(when, in.texts());
      case 13 -> new Suppressed(when);
      default -> throw new IOException("a note of unknown kind " + kind);
    };
  }
}
