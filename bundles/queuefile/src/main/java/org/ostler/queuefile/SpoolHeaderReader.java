// SPDX-License-Identifier: Apache-2.0
package org.ostler.queuefile;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ostler.api.mail.HeaderField;
import org.ostler.api.mail.ReversePath;
import org.ostler.api.text.Text;

/**
 * Reads a {@code -H} file as Exim 4 writes it: envelope, facts about reception, addresses that are
 * done, recipients, header fields. The octets are hostile: whatever is wrong is an {@link
 * IOException} that says what.
 */
final class SpoolHeaderReader {
  private static final int MOST_RECIPIENTS = 1_000_000;
  private static final int MICROS = 1_000;

  /** The end of the year 9999. */
  private static final long LAST_SECOND = 253_402_300_799L;

  private final String octets;
  private int at;
  private Instant received = Instant.EPOCH;
  private ReversePath sender = new ReversePath("");
  private final Map<String, Text> facts = new HashMap<>();
  private final Set<String> done = new HashSet<>();
  private final List<ForeignRecipient> recipients = new ArrayList<>();
  private final List<HeaderField> fields = new ArrayList<>();
  private boolean frozen;
  private boolean notToDeliver;

  /**
   * What the file says.
   *
   * @param recipients all, those that are done included
   * @param done addresses to which nothing is delivered any more
   * @param facts under the names of variables
   * @param notToDeliver whether the message came with {@code -N}, which pretends to deliver
   */
  record Contents(
      Instant received,
      ReversePath sender,
      List<ForeignRecipient> recipients,
      Set<String> done,
      List<HeaderField> fields,
      Map<String, Text> facts,
      boolean frozen,
      boolean notToDeliver) {}

  private SpoolHeaderReader(String octets) {
    this.octets = octets;
  }

  /** Reads the octets of a file, one a char, whose first line is to be {@code name}. */
  static Contents read(String name, String octets) throws IOException {
    SpoolHeaderReader reader = new SpoolHeaderReader(octets);
    reader.envelope(name);
    reader.facts();
    reader.doneAddresses();
    reader.recipients();
    reader.fields();
    return new Contents(
        reader.received,
        reader.sender,
        reader.recipients,
        reader.done,
        reader.fields,
        reader.facts,
        reader.frozen,
        reader.notToDeliver);
  }

  private String line() throws IOException {
    int end = octets.indexOf('\n', at);
    if (end < 0) {
      throw new IOException("the file ends too early");
    }
    String line = octets.substring(at, end);
    at = end + 1;
    return line;
  }

  private String take(int length, String what) throws IOException {
    if (length < 0 || length > octets.length() - at) {
      throw new IOException(what + " ends behind the file");
    }
    String text = octets.substring(at, at + length);
    at += length;
    return text;
  }

  private void envelope(String name) throws IOException {
    String first = line();
    if (!first.equals(name)) {
      throw new IOException("its first line is not its name but " + first);
    }
    line(); // who received it there
    String path = line();
    if (!path.startsWith("<") || !path.endsWith(">")) {
      throw new IOException("its third line is no reverse-path: " + path);
    }
    sender = new ReversePath(path.substring(1, path.length() - 1));
    String times = line();
    int blank = times.indexOf(' ');
    long seconds = number(blank < 0 ? times : times.substring(0, blank), "the time of reception");
    received = Instant.ofEpochSecond(inRange(seconds, LAST_SECOND, "the time of reception"));
  }

  private void facts() throws IOException {
    while (at < octets.length() && octets.charAt(at) == '-') {
      String line = line();
      boolean tainted = line.startsWith("--");
      String fact = line.substring(tainted ? 2 : 1);
      if (fact.startsWith("(")) {
        // Since 4.97: the lookup for whose queries the value was quoted.
        fact = fact.substring(fact.indexOf(')') + 1);
      }
      int blank = fact.indexOf(' ');
      String name = blank < 0 ? fact : fact.substring(0, blank);
      String value = blank < 0 ? "" : fact.substring(blank + 1);
      if (name.equals("aclc") || name.equals("aclm") || name.equals("acl")) {
        aclVariable(name, value, tainted);
      } else {
        fact(name, value, tainted);
      }
    }
  }

  /** {@code name length} and the value on the lines that follow. */
  private void aclVariable(String kind, String words, boolean tainted) throws IOException {
    int blank = words.lastIndexOf(' ');
    if (blank < 0) {
      throw new IOException("an ACL variable without a length");
    }
    String name = words.substring(0, blank);
    String value = take((int) number(words.substring(blank + 1), "a length"), "an ACL variable");
    if (!take(1, "an ACL variable").equals("\n")) {
      throw new IOException("the ACL variable " + name + " has a wrong length");
    }
    String full = kind.equals("acl") ? numbered(name) : "acl_" + kind.charAt(3) + name;
    facts.put(full, text(value, tainted));
  }

  /** Before 4.64, acl_c0 to acl_m9 were 0 to 19. */
  private static String numbered(String name) throws IOException {
    long number = number(name, "an ACL variable");
    return number < 10 ? "acl_c" + number : "acl_m" + (number - 10);
  }

  private void fact(String name, String value, boolean tainted) throws IOException {
    switch (name) {
      case "frozen" -> frozen = true;
      case "N" -> notToDeliver = true;
      case "received_time_usec" -> {
        String micros = value.startsWith(".") ? value.substring(1) : value;
        long fraction = number(micros, "a fraction of a second");
        received = received.plusNanos(inRange(fraction, 999_999, "a fraction") * MICROS);
      }
      case "host_address" -> endpoint("sender_host_", value, tainted);
      case "interface_address" -> endpoint("interface_", value, tainted);
      case "utf8_downcvt" -> facts.put("utf8_downconvert", Text.of("1"));
      case "utf8_optdowncvt" -> facts.put("utf8_downconvert", Text.of("-1"));
      case "smtputf8" -> facts.put("message_smtputf8", Text.of("yes"));
      case "dsn_ret" -> facts.put("dsn_ret", Text.of(value.equals("1") ? "FULL" : "HDRS"));
      default -> {
        String variable = MessageFacts.variable(name);
        if (variable != null) {
          facts.put(variable, text(value, tainted));
        }
      }
    }
  }

  /** {@code [address]:port}, or {@code address.port} as before 4.95. */
  private void endpoint(String prefix, String value, boolean tainted) throws IOException {
    boolean bracket = value.startsWith("[");
    int end = bracket ? value.lastIndexOf(']') : value.lastIndexOf('.');
    if (end < 0) {
      throw new IOException("an address without a port: " + value);
    }
    String port = value.substring(end + (bracket ? 2 : 1));
    facts.put(prefix + "address", text(value.substring(bracket ? 1 : 0, end), tainted));
    facts.put(prefix + "port", Text.of(port));
  }

  private static Text text(String value, boolean tainted) {
    return tainted ? Text.tainted(value, "a spool file") : Text.of(value);
  }

  /**
   * A tree: for each node two letters that say whether there is one to the left and to the right, a
   * blank and the address; its left nodes, then its right ones. {@code XX} is none.
   */
  private void doneAddresses() throws IOException {
    Deque<Boolean> open = new ArrayDeque<>();
    open.push(true);
    while (!open.isEmpty()) {
      open.pop();
      String line = line();
      if (line.equals("XX")) {
        continue;
      }
      if (!line.matches("(?s)[YN][YN] .*")) {
        throw new IOException("the addresses that are done cannot be read: " + line);
      }
      done.add(line.substring(3));
      for (int i = 0; i < 2; i++) {
        if (line.charAt(i) == 'Y') {
          open.push(true);
        }
      }
    }
  }

  private void recipients() throws IOException {
    long count = number(line(), "the number of recipients");
    if (count < 0 || count > MOST_RECIPIENTS) {
      throw new IOException("it has " + count + " recipients");
    }
    for (long i = 0; i < count; i++) {
      recipients.add(RecipientLine.parse(line()));
    }
    if (!line().isEmpty()) {
      throw new IOException("it has more recipients than it says");
    }
  }

  /**
   * Each field has its length, a letter ({@code *} for one that was removed), a blank, its text.
   */
  private void fields() throws IOException {
    while (at < octets.length()) {
      int digits = at;
      while (digits < octets.length() && Character.isDigit(octets.charAt(digits))) {
        digits++;
      }
      long length = number(octets.substring(at, digits), "the length of a header field");
      at = digits;
      String letter = take(2, "a header field");
      String text = take((int) Math.min(length, Integer.MAX_VALUE), "a header field");
      if (letter.charAt(0) != '*') {
        fields.add(field(text));
      }
    }
  }

  private static HeaderField field(String text) throws IOException {
    String whole = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    if (whole.indexOf(':') < 1) {
      throw new IOException("a header field without a name: " + whole);
    }
    return HeaderField.parse(whole);
  }

  private static long inRange(long number, long last, String what) throws IOException {
    if (number < 0 || number > last) {
      throw new IOException(what + " is out of range: " + number);
    }
    return number;
  }

  private static long number(String text, String what) throws IOException {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new IOException(what + " is no number: " + text);
    }
  }
}
