// SPDX-License-Identifier: Apache-2.0
package org.ostler.queuefile;

import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import org.ostler.api.mail.DsnRequest;
import org.ostler.api.mail.DsnRequest.Notify;
import org.ostler.api.mail.Recipient;

/**
 * A recipient in a {@code -H} file. What is known beside the address stands behind it and is read
 * from the line's end, since each text is followed by its length; {@code #} and bits tell what
 * there is:
 *
 * <pre>
 * address
 * address ERRORS_TO length,parent#1
 * address ORCPT length,notify ERRORS_TO length,parent#3
 * </pre>
 */
final class RecipientLine {
  private static final int ERRORS_TO = 1;
  private static final int DSN = 2;

  private String rest;

  private RecipientLine(String line) {
    this.rest = line;
  }

  static ForeignRecipient parse(String line) throws IOException {
    int sign = line.lastIndexOf('#');
    if (sign < 0 || sign == line.length() - 1 || !digits(line.substring(sign + 1))) {
      return new ForeignRecipient(new Recipient(line));
    }
    int bits = number(line.substring(sign + 1), line);
    RecipientLine reading = new RecipientLine(line.substring(0, sign));
    Measured errors = (bits & ERRORS_TO) == 0 ? new Measured("", -1) : reading.measured(line);
    DsnRequest request = DsnRequest.NONE;
    if ((bits & DSN) != 0) {
      Measured dsn = reading.measured(line);
      request = new DsnRequest(words(dsn.number), dsn.text);
    }
    Recipient recipient = new Recipient(reading.rest, request);
    return new ForeignRecipient(recipient, errors.text, errors.number);
  }

  private record Measured(String text, int number) {}

  /** Takes {@code " text length,number"} off the end. */
  private Measured measured(String line) throws IOException {
    int blank = rest.lastIndexOf(' ');
    int comma = rest.indexOf(',', blank + 1);
    if (blank < 0 || comma < 0) {
      throw wrong(line);
    }
    int length = number(rest.substring(blank + 1, comma), line);
    int number = number(rest.substring(comma + 1), line);
    int start = blank - length;
    if (length < 0 || start < 1 || rest.charAt(start - 1) != ' ') {
      throw wrong(line);
    }
    String text = rest.substring(start, blank);
    rest = rest.substring(0, start - 1);
    return new Measured(text, number);
  }

  private static Set<Notify> words(int bits) {
    Set<Notify> words = EnumSet.noneOf(Notify.class);
    for (Notify word : Notify.values()) {
      if ((bits & bit(word)) != 0) {
        words.add(word);
      }
    }
    return words;
  }

  /** The bit that a word of NOTIFY has in these files. */
  static int bit(Notify word) {
    return switch (word) {
      case NEVER -> 2;
      case SUCCESS -> 4;
      case FAILURE -> 8;
      case DELAY -> 16;
    };
  }

  private static boolean digits(String text) {
    return text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static int number(String text, String line) throws IOException {
    try {
      return Integer.parseInt(text.strip());
    } catch (NumberFormatException e) {
      throw wrong(line);
    }
  }

  private static IOException wrong(String line) {
    return new IOException("a recipient cannot be read: " + line);
  }
}
