// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.transport;

import org.jspecify.annotations.Nullable;
import org.ostler.api.expansion.Expandable;
import org.ostler.api.option.Option;
import org.ostler.api.option.Settings;
import org.ostler.api.routing.Letter;
import org.ostler.api.transport.Cause;
import org.ostler.core.mail.LetterAddresses;
import org.ostler.core.mail.Situation;
import org.ostler.language.octets.Interval;

/**
 * What an automatic reply says, in texts that are finished: from the transport's options, or from
 * the letter of a filter, which then says it all.
 *
 * @param repeat after how many seconds somebody is answered again; 0 for never
 * @param file whose content follows the text; null for none
 */
record Answer(
    @Nullable String to,
    @Nullable String cc,
    @Nullable String bcc,
    @Nullable String from,
    @Nullable String replyTo,
    @Nullable String subject,
    @Nullable String headers,
    @Nullable String text,
    @Nullable String file,
    boolean expandFile,
    boolean fileOptional,
    @Nullable String log,
    @Nullable String once,
    long repeat,
    boolean returnMessage) {

  /** The letter of a filter. */
  static Answer of(Letter letter) throws Undeliverable {
    if (LetterAddresses.isBad(letter)) {
      throw Undeliverable.never(
          Cause.OTHER, "filter autoreply generated syntactically invalid recipient");
    }
    return new Answer(
        letter.to(),
        letter.cc(),
        letter.bcc(),
        letter.from(),
        letter.replyTo(),
        letter.subject(),
        letter.headers(),
        letter.text(),
        letter.file(),
        letter.expandFile(),
        false,
        letter.log(),
        letter.once(),
        letter.onceRepeat(),
        letter.returnMessage());
  }

  /** What the options of the transport say. */
  static Answer of(Settings settings, Expanded expanded, Situation situation)
      throws InterruptedException, Undeliverable {
    ReplyText text = new ReplyText(settings);
    return new Answer(
        text.value(ReplyOptions.TO, situation, true),
        text.value(ReplyOptions.CC, situation, true),
        text.value(ReplyOptions.BCC, situation, true),
        text.value(ReplyOptions.FROM, situation, true),
        text.value(ReplyOptions.REPLY_TO, situation, true),
        text.value(ReplyOptions.SUBJECT, situation, true),
        text.value(ReplyOptions.HEADERS, situation, false),
        text.value(ReplyOptions.TEXT, situation, false),
        path(ReplyOptions.FILE, expanded, situation),
        settings.value(ReplyOptions.FILE_EXPAND),
        settings.value(ReplyOptions.FILE_OPTIONAL),
        path(ReplyOptions.LOG, expanded, situation),
        path(ReplyOptions.ONCE, expanded, situation),
        repeat(settings, expanded, situation),
        settings.value(ReplyOptions.RETURN_MESSAGE));
  }

  private static @Nullable String path(
      Option<Expandable> option, Expanded expanded, Situation situation)
      throws InterruptedException, Undeliverable {
    String name = expanded.path(option, situation);
    return name == null || name.isEmpty() ? null : name;
  }

  private static long repeat(Settings settings, Expanded expanded, Situation situation)
      throws InterruptedException, Undeliverable {
    String time = expanded.value(ReplyOptions.ONCE_REPEAT, situation, "").strip();
    int seconds = time.isEmpty() ? 0 : Interval.seconds(time);
    if (seconds < 0) {
      throw Undeliverable.never(
          Cause.OTHER,
          "Invalid time value \"%s\" for \"once_repeat\" in %s transport"
              .formatted(time, settings.name()));
    }
    return seconds;
  }
}
