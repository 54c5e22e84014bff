// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.queue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.ostler.api.option.Option;
import org.ostler.api.option.Settings;
import org.ostler.core.log.ArrivalLine;
import org.ostler.core.log.Log;
import org.ostler.core.mail.Situation;

/** The log of one message, which lives with it in the spool. */
public final class MessageLog {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

  private MessageLog() {}

  /** What is written of it, a line an event. */
  static String text(QueuedMail mail, Log log, ZoneId zone) {
    StringBuilder text = new StringBuilder();
    append(mail.message().received(), "Received from " + arrival(mail, log), zone, text);
    mail.lines().forEach(line -> append(line.when(), line.text(), zone, text));
    return text.toString();
  }

  private static void append(Instant when, String line, ZoneId zone, StringBuilder text) {
    text.append(STAMP.format(when.atZone(zone))).append(' ').append(line).append('\n');
  }

  private static String arrival(QueuedMail mail, Log log) {
    Situation situation =
        new Situation((name, view) -> null, new NoSettings(), mail.connection(), mail.message());
    return new ArrivalLine(situation)
        .messageIdCreated(mail.message().messageIdCreated)
        .text(log)
        .substring("<= ".length());
  }

  /**
   * {@code preserve_message_logs}: keeps the log of a message that is done in {@code msglog.OLD} of
   * the directory.
   *
   * @param last what the last attempt added
   */
  public static void preserve(
      Path directory, QueuedMail mail, List<String> last, Instant now, Log log) throws IOException {
    ZoneId zone = ZoneId.systemDefault();
    StringBuilder text = new StringBuilder(text(mail, log, zone));
    last.forEach(line -> append(now, line, zone, text));
    append(now, "Completed", zone, text);
    Path old = Files.createDirectories(directory.resolve("msglog.OLD"));
    Files.writeString(old.resolve(mail.id().value()), text.toString(), StandardCharsets.ISO_8859_1);
  }

  /** The arrival line asks the situation for no option. */
  private record NoSettings() implements Settings {
    @Override
    public String name() {
      return "";
    }

    @Override
    public <T> Optional<T> find(Option<T> option) {
      return Optional.empty();
    }

    @Override
    public boolean isSet(Option<?> option) {
      return false;
    }
  }
}
