// SPDX-License-Identifier: Apache-2.0
package org.ostler.testing.dns;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.ostler.api.dns.Resolver;

/**
 * A resolver that answers from a text, one record a line:
 *
 * <pre>
 * # comment
 * example.com      MX      10 mx.example.com
 * example.com      TXT     "v=spf1 " "mx -all"      strings are joined; \" \\ and \DDD inside them
 * *.example.com    A       192.0.2.1                names without records of their own below example.com
 * www.example.com  CNAME   example.com              followed
 * empty.example    EXISTS                           a name without records
 * broken.example   SERVFAIL                         every type fails; also TIMEOUT
 * broken2.example  TXT     TIMEOUT                  this type fails; also SERVFAIL
 * signed.example   SECURE                           answers count as DNSSEC-validated
 * </pre>
 *
 * Names are absolute and compared without case. A name above one that is written exists. Safe for
 * many threads.
 */
public final class TextZone implements Resolver {
  private static final int LONGEST_CHAIN = 8;
  private static final long TTL_SECONDS = 300;

  /** One question that was asked. */
  public record Question(String name, RecordType type) {}

  private final Map<String, ZoneNode> nodes = new TreeMap<>();
  private final List<Question> questions = new CopyOnWriteArrayList<>();

  private TextZone() {}

  /** Reads a zone. A line that makes no sense throws, naming it. */
  public static TextZone of(String text) {
    TextZone zone = new TextZone();
    int number = 0;
    for (String line : text.split("\n", -1)) {
      number++;
      String stripped = line.strip();
      if (stripped.isEmpty() || stripped.startsWith("#")) {
        continue;
      }
      try {
        zone.add(stripped);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "zone line " + number + ": " + line + ": " + e.getMessage(), e);
      }
    }
    return zone;
  }

  /** What was asked so far, in order; aliases followed by the zone itself are not in it. */
  public List<Question> questions() {
    return List.copyOf(questions);
  }

  private void add(String line) {
    String[] words = line.split("\\s+", 3);
    if (words.length < 2) {
      throw new IllegalArgumentException("a name and a word are needed");
    }
    String name = canonical(words[0]);
    ZoneNode node = nodes.computeIfAbsent(name, n -> new ZoneNode());
    node.add(words[1], words.length > 2 ? words[2].strip() : "");
    for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
      nodes.computeIfAbsent(name.substring(dot + 1), n -> new ZoneNode());
    }
  }

  @Override
  public Answer query(String name, RecordType type) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    questions.add(new Question(name, type));
    String at = canonical(name);
    for (int hop = 0; hop <= LONGEST_CHAIN; hop++) {
      if (!isAskable(at)) {
        return new Answer.TryAgain("malformed name " + at);
      }
      ZoneNode node = find(at);
      if (node == null) {
        return new Answer.NoSuchName(false);
      }
      String failure = node.failure(type);
      if (failure != null) {
        return new Answer.TryAgain(failure);
      }
      List<String> records = node.records(type);
      if (!records.isEmpty()) {
        return new Answer.Records(records, node.isSecure(), TTL_SECONDS);
      }
      List<String> aliases = node.records(RecordType.CNAME);
      if (aliases.isEmpty()) {
        return new Answer.NoData(node.isSecure());
      }
      at = canonical(aliases.getFirst());
    }
    return new Answer.TryAgain("alias chain too long");
  }

  private @Nullable ZoneNode find(String name) {
    ZoneNode exact = nodes.get(name);
    if (exact != null) {
      return exact;
    }
    // RFC 4592 §3.3.1: the wildcard of the closest encloser alone.
    for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
      String encloser = name.substring(dot + 1);
      if (nodes.containsKey(encloser)) {
        return nodes.get("*." + encloser);
      }
    }
    return null;
  }

  private static boolean isAskable(String name) {
    if (name.length() > 253) {
      return false;
    }
    List<String> labels = new ArrayList<>(List.of(name.split("\\.", -1)));
    return name.isEmpty()
        || labels.stream().noneMatch(label -> label.isEmpty() || label.length() > 63);
  }

  private static String canonical(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
  }
}
