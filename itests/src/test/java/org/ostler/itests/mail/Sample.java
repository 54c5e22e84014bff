// SPDX-License-Identifier: Apache-2.0
package org.ostler.itests.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A message that some mail software somewhere got wrong once.
 *
 * @param name what is special about it
 * @param text header section, empty line and body, as octets with LF at the end of each line
 */
record Sample(String name, String text) {
  private static final int BIG_LINES = 5 * 1024 * 1024 / 77;
  private static final int LONGEST_STANDARD_LINE = 998; // RFC 5322 §2.1.1

  /** Small ones, of which thousands are sent. */
  static List<Sample> small() {
    List<Sample> samples = new ArrayList<>();
    samples.add(of("plain text", "One line.\nAnother one.\n"));
    samples.add(of("an empty body", ""));
    samples.add(of("empty lines only", "\n\n\n"));
    samples.add(of("empty lines at the end", "text\n\n\n\n"));
    samples.add(of("dots", ".\n..\n...\n.text\n. \n..\n.\n"));
    samples.add(of("a dot first and last", ".\nRSET\nQUIT\n.\n"));
    samples.add(of("lines that start like an mbox", "From here on\n>From there\nFrom \n"));
    samples.add(of("spaces at the end of lines", "text \ntext\t\n \n\t\n"));
    samples.add(of("Latin-1", "Gr\u00fc\u00dfe, \u00a35\n\u00ff\u00fe\u0080\n"));
    samples.add(of("UTF-8", "\u00c3\u00bc\u00e2\u0082\u00ac\u00f0\u009f\u0098\u0080\n"));
    samples.add(of("control characters", controls()));
    samples.add(of("the longest line of RFC 5322", "x".repeat(LONGEST_STANDARD_LINE) + "\n"));
    samples.add(of("a line much longer", "a" + " word".repeat(4000) + "\nshort\n"));
    samples.add(of("60 kB", lines(800, new Random(1))));
    samples.add(withFields("folded fields", folded(), "text\n"));
    samples.add(withFields("many fields", many(), "text\n"));
    samples.add(withFields("8-bit fields", "Subject: Gr\u00c3\u00bc\u00c3\u009fe\n", "text\n"));
    samples.add(withFields("trace of others", otherTrace(), "text\n"));
    return samples;
  }

  /** 5 MB. */
  static Sample big() {
    return of("5 MB", lines(BIG_LINES, new Random(2)));
  }

  /** The text as it is on the wire, without the dots that transparency adds. */
  String wire() {
    return text.replace("\n", "\r\n");
  }

  private static Sample of(String name, String body) {
    return withFields(name, "", body);
  }

  private static Sample withFields(String name, String fields, String body) {
    String usual =
        "From: Sender <sender@source.example>\nTo: recipient@sink.example\nSubject: "
            + name
            + "\nDate: Sat, 01 Nov 2025 12:00:00 +0000\nMessage-ID: <"
            + name.replace(' ', '-')
            + "@source.example>\n";
    return new Sample(name, fields + usual + "\n" + body);
  }

  private static String controls() {
    return IntStream.range(1, 32)
        .filter(c -> c != '\r' && c != '\n')
        .mapToObj(c -> "" + (char) c + (char) c)
        .collect(Collectors.joining("text\n", "", "\u007f\n"));
  }

  private static String lines(int count, Random random) {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < count; i++) {
      random.ints(76, ' ', 127).forEach(c -> lines.append((char) c));
      lines.append('\n');
    }
    return lines.toString();
  }

  private static String folded() {
    return "X-Folded: one\n two\n\tthree\n   four \nX-Long: "
        + "word ".repeat(150)
        + "\n "
        + "word\n ".repeat(40)
        + "end\nX-Empty:\nX-Tight:value\nX-Spaces :  value\n";
  }

  private static String many() {
    return IntStream.range(0, 200)
        .mapToObj(i -> "X-Field-" + i + ": " + "v".repeat(i % 70) + "\n")
        .collect(Collectors.joining());
  }

  private static String otherTrace() {
    return """
    Received: from a.example (a.example [192.0.2.1])
    \tby b.example with ESMTPS id 1abcde-000000-00
    \tfor <x@b.example>; Sat, 01 Nov 2025 11:59:59 +0000
    DKIM-Signature: v=1; a=rsa-sha256; d=a.example; s=s;
     h=from; bh=abc=; b=def==
    """;
  }

  @Override
  public String toString() {
    return name;
  }
}
