// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.client;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.ostler.api.smtp.Reply;

/**
 * What a server offers in its answer to EHLO or LHLO (RFC 5321 §4.1.1.1).
 *
 * @param keywords all of its keywords, upper case
 * @param mechanisms those of AUTH, upper case
 * @param size its limit in octets, 0 when it states none, -1 without SIZE
 */
record Capabilities(
    boolean pipelining,
    boolean eightBit,
    boolean chunking,
    boolean smtputf8,
    long size,
    List<String> mechanisms,
    Set<String> keywords) {
  static final Capabilities NONE =
      new Capabilities(false, false, false, false, -1, List.of(), Set.of());

  static Capabilities of(Reply reply) {
    boolean pipelining = false;
    boolean eightBit = false;
    boolean chunking = false;
    boolean smtputf8 = false;
    long size = -1;
    List<String> mechanisms = List.of();
    Set<String> keywords = new HashSet<>();
    for (String line : reply.lines().subList(1, reply.lines().size())) {
      String[] words = line.trim().split(" ", 2);
      String keyword = words[0].toUpperCase(Locale.ROOT);
      keywords.add(keyword);
      switch (keyword) {
        case "PIPELINING" -> pipelining = true;
        case "8BITMIME" -> eightBit = true;
        case "CHUNKING" -> chunking = true;
        case "SMTPUTF8" -> smtputf8 = true;
        case "SIZE" -> size = words.length > 1 ? number(words[1].trim()) : 0;
        case "AUTH" ->
            mechanisms =
                words.length > 1
                    ? List.of(words[1].trim().toUpperCase(Locale.ROOT).split("\\s+"))
                    : List.of();
        default -> {}
      }
    }
    return new Capabilities(
        pipelining, eightBit, chunking, smtputf8, size, mechanisms, Set.copyOf(keywords));
  }

  private static long number(String digits) {
    boolean sane = !digits.isEmpty() && digits.length() <= 18;
    return sane && digits.chars().allMatch(c -> c >= '0' && c <= '9') ? Long.parseLong(digits) : 0;
  }
}
