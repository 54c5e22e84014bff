// SPDX-License-Identifier: Apache-2.0
package org.ostler.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ostler.api.mail.QueueId;
import org.ostler.api.spool.NoSuchMessage;
import org.ostler.api.spool.Spool;
import org.ostler.api.spool.StoredMessage;

/**
 * What a spool must hold: one state of each message that is sure, or several after an operation
 * that failed.
 */
final class Model {
  /** A message, with its octets as text so that states compare and failures read well. */
  record Content(String head, String body, List<String> notes) {
    Content noted(String note) {
      List<String> more = new ArrayList<>(notes);
      more.add(note);
      return new Content(head, body, more);
    }

    Content replaced(String newHead) {
      return new Content(newHead, body, List.of());
    }
  }

  private final Map<QueueId, Content> sure = new HashMap<>();
  private final Map<QueueId, Set<@Nullable Content>> perhaps = new HashMap<>();

  synchronized @Nullable Content content(QueueId id) {
    return sure.get(id);
  }

  synchronized Set<QueueId> ids() {
    return new HashSet<>(sure.keySet());
  }

  synchronized void succeeded(QueueId id, @Nullable Content content) {
    perhaps.remove(id);
    if (content == null) {
      sure.remove(id);
    } else {
      sure.put(id, content);
    }
  }

  /** An operation failed: until a later one succeeds, a crash may show it done. */
  synchronized void failed(QueueId id, @Nullable Content content) {
    perhaps.computeIfAbsent(id, key -> new HashSet<>()).add(content);
  }

  /** Something was acknowledged after the failures, so they are known to have left nothing. */
  synchronized void settled() {
    perhaps.clear();
  }

  /** Checks that the spool, running, holds just what is sure. */
  synchronized void check(Spool spool) throws IOException {
    assertThat(Set.copyOf(spool.ids())).isEqualTo(sure.keySet());
    for (Map.Entry<QueueId, Content> one : sure.entrySet()) {
      assertThat(read(spool, one.getKey())).as("%s", one.getKey()).isEqualTo(one.getValue());
    }
  }

  /** Checks what a spool holds after a crash and takes that as sure from now on. */
  synchronized void adopt(Spool spool, Set<QueueId> ids) throws IOException {
    for (QueueId id : ids) {
      @Nullable Content found = read(spool, id);
      Set<@Nullable Content> allowed = new HashSet<>(perhaps.getOrDefault(id, Set.of()));
      allowed.add(sure.get(id));
      assertThat(allowed).as("%s after a crash", id).contains(found);
      succeeded(id, found);
    }
    assertThat(Set.copyOf(spool.ids())).isEqualTo(sure.keySet());
    perhaps.clear();
  }

  static @Nullable Content read(Spool spool, QueueId id) throws IOException {
    StoredMessage message;
    try {
      message = spool.open(id);
    } catch (NoSuchMessage e) {
      return null;
    }
    return content(message);
  }

  static Content content(StoredMessage message) throws IOException {
    try (InputStream in = message.body().open()) {
      return new Content(
          text(message.head()),
          text(in.readAllBytes()),
          message.notes().stream().map(Model::text).toList());
    }
  }

  static String text(byte[] octets) {
    return new String(octets, StandardCharsets.ISO_8859_1);
  }

  static byte[] octets(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
