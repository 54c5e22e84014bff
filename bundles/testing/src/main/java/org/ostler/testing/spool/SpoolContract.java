// SPDX-License-Identifier: Apache-2.0
package org.ostler.testing.spool;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.ostler.api.mail.QueueId;
import org.ostler.api.spool.Draft;
import org.ostler.api.spool.NoSuchMessage;
import org.ostler.api.spool.Spool;
import org.ostler.api.spool.StoredMessage;

/** The promises of {@link Spool}, to be kept by every implementation. */
public interface SpoolContract {
  /**
   * Opens the spool under test: empty at first in each test, later with what {@link #close} left.
   */
  Spool open() throws Exception;

  /** Closes the spool that was opened last. */
  void close() throws Exception;

  /** A queue id for each number, later ones greater. */
  static QueueId id(int number) {
    return new QueueId("1tAbCd-%06d-00".formatted(number));
  }

  /** Puts a message into a spool. */
  static StoredMessage add(Spool spool, QueueId id, String head, byte[] body) throws IOException {
    try (Draft draft = spool.begin(id)) {
      draft.body().write(body);
      return draft.commit(octets(head));
    }
  }

  /** Octets that repeat nowhere. */
  static byte[] noise(int size) {
    byte[] octets = new byte[size];
    new Random(size).nextBytes(octets);
    return octets;
  }

  private static byte[] octets(String text) {
    return text.getBytes(ISO_8859_1);
  }

  private static byte[] bodyOf(StoredMessage message) throws IOException {
    try (InputStream in = message.body().open()) {
      return in.readAllBytes();
    }
  }

  private static List<String> notesOf(StoredMessage message) {
    return message.notes().stream().map(note -> new String(note, ISO_8859_1)).toList();
  }

  private static void assertIs(StoredMessage message, String head, byte[] body, String... notes)
      throws IOException {
    assertThat(new String(message.head(), ISO_8859_1)).isEqualTo(head);
    assertThat(bodyOf(message)).isEqualTo(body);
    assertThat(message.body().size()).isEqualTo(body.length);
    assertThat(notesOf(message)).containsExactly(notes);
  }

  @Test
  default void beginsEmpty() throws Exception {
    assertThat(open().ids()).isEmpty();
    close();
  }

  @Test
  default void keepsWhatWasCommitted() throws Exception {
    Spool spool = open();
    byte[] body = noise(3000);
    assertIs(add(spool, id(1), "head \u00ff\0", body), "head \u00ff\0", body);
    assertIs(spool.open(id(1)), "head \u00ff\0", body);
    assertThat(spool.open(id(1)).id()).isEqualTo(id(1));
    close();
  }

  @Test
  default void keepsEmptyAndLargeBodies() throws Exception {
    Spool spool = open();
    byte[] large = noise(3 << 20);
    assertIs(add(spool, id(1), "", new byte[0]), "", new byte[0]);
    assertIs(add(spool, id(2), "large", large), "large", large);
    assertIs(spool.open(id(1)), "", new byte[0]);
    assertIs(spool.open(id(2)), "large", large);
    close();
  }

  @Test
  default void keepsEverythingOverRestart() throws Exception {
    Spool spool = open();
    byte[] large = noise(1 << 20);
    add(spool, id(1), "one", noise(10));
    add(spool, id(2), "two", large);
    add(spool, id(3), "three", noise(30));
    spool.note(id(1), octets("tried"));
    spool.replace(id(2), octets("new"));
    spool.note(id(2), octets("again"));
    spool.remove(id(3));
    close();
    spool = open();
    assertThat(spool.ids()).containsExactly(id(1), id(2));
    assertIs(spool.open(id(1)), "one", noise(10), "tried");
    assertIs(spool.open(id(2)), "new", large, "again");
    close();
  }

  @Test
  default void showsNothingBeforeCommit() throws Exception {
    Spool spool = open();
    try (Draft draft = spool.begin(id(1))) {
      draft.body().write(noise(2 << 20));
      assertThat(spool.ids()).isEmpty();
      assertThatThrownBy(() -> spool.open(id(1))).isInstanceOf(NoSuchMessage.class);
    }
    assertThat(spool.ids()).isEmpty();
    close();
  }

  @Test
  default void takesAnIdAgainAfterAnAbandonedDraft() throws Exception {
    Spool spool = open();
    spool.begin(id(1)).close();
    add(spool, id(1), "second", noise(5));
    assertIs(spool.open(id(1)), "second", noise(5));
    close();
  }

  @Test
  default void showsTheBodyWrittenSoFar() throws Exception {
    Spool spool = open();
    for (int size : new int[] {0, 100, 1 << 19}) {
      try (Draft draft = spool.begin(id(size))) {
        draft.body().write(noise(size));
        assertThat(draft.written().size()).isEqualTo(size);
        try (InputStream in = draft.written().open()) {
          assertThat(in.readAllBytes()).isEqualTo(noise(size));
        }
        draft.body().write('!');
        assertThat(bodyOf(draft.commit(octets("h")))).hasSize(size + 1).endsWith('!');
      }
    }
    close();
  }

  @Test
  default void commitsOnce() throws Exception {
    Spool spool = open();
    try (Draft draft = spool.begin(id(1))) {
      draft.commit(octets("h"));
      assertThatThrownBy(() -> draft.commit(octets("h"))).isInstanceOf(IllegalStateException.class);
    }
    assertThat(spool.ids()).containsExactly(id(1));
    close();
  }

  @Test
  default void listsOldestFirst() throws Exception {
    Spool spool = open();
    for (int i : new int[] {5, 3, 9, 1}) {
      add(spool, id(i), "h", noise(i));
    }
    spool.note(id(5), octets("n"));
    assertThat(spool.ids()).containsExactly(id(5), id(3), id(9), id(1));
    close();
    assertThat(open().ids()).containsExactly(id(5), id(3), id(9), id(1));
    close();
  }

  @Test
  default void listsASnapshot() throws Exception {
    Spool spool = open();
    add(spool, id(1), "h", noise(1));
    List<QueueId> before = spool.ids();
    spool.remove(id(1));
    assertThat(before).containsExactly(id(1));
    assertThat(spool.ids()).isEmpty();
    close();
  }

  @Test
  default void addsNotesInOrder() throws Exception {
    Spool spool = open();
    add(spool, id(1), "h", noise(1));
    StoredMessage before = spool.open(id(1));
    for (int i = 0; i < 5; i++) {
      spool.note(id(1), octets("note " + i));
    }
    spool.note(id(1), new byte[0]);
    assertIs(
        spool.open(id(1)), "h", noise(1), "note 0", "note 1", "note 2", "note 3", "note 4", "");
    assertThat(before.notes()).isEmpty();
    close();
  }

  @Test
  default void replacesHeadAndNotes() throws Exception {
    Spool spool = open();
    add(spool, id(1), "old", noise(1));
    spool.note(id(1), octets("gone"));
    StoredMessage before = spool.open(id(1));
    spool.replace(id(1), octets("new"));
    assertIs(spool.open(id(1)), "new", noise(1));
    spool.note(id(1), octets("fresh"));
    assertIs(spool.open(id(1)), "new", noise(1), "fresh");
    assertIs(before, "old", noise(1), "gone");
    close();
  }

  @Test
  default void knowsWhatItDoesNotHave() throws Exception {
    Spool spool = open();
    assertThatThrownBy(() -> spool.open(id(1))).isInstanceOf(NoSuchMessage.class);
    assertThatThrownBy(() -> spool.note(id(1), new byte[1])).isInstanceOf(NoSuchMessage.class);
    assertThatThrownBy(() -> spool.replace(id(1), new byte[1])).isInstanceOf(NoSuchMessage.class);
    spool.remove(id(1));
    assertThat(spool.ids()).isEmpty();
    close();
  }

  @Test
  default void staysReadableAfterRemoval() throws Exception {
    Spool spool = open();
    byte[] large = noise(1 << 20);
    StoredMessage small = add(spool, id(1), "small", noise(100));
    StoredMessage committed = add(spool, id(2), "large", large);
    spool.note(id(1), octets("n"));
    StoredMessage smallOpened = spool.open(id(1));
    StoredMessage largeOpened = spool.open(id(2));
    spool.remove(id(1));
    spool.remove(id(2));
    assertThat(spool.ids()).isEmpty();
    assertIs(small, "small", noise(100));
    assertIs(smallOpened, "small", noise(100), "n");
    assertIs(committed, "large", large);
    assertIs(largeOpened, "large", large);
    close();
  }

  @Test
  default void readsABodyManyTimesAtOnce() throws Exception {
    Spool spool = open();
    byte[] large = noise(1 << 20);
    StoredMessage message = add(spool, id(1), "h", large);
    try (InputStream first = message.body().open();
        InputStream second = message.body().open()) {
      assertThat(first.readNBytes(1000)).isEqualTo(second.readNBytes(1000));
      assertThat(second.readAllBytes()).hasSize(large.length - 1000);
      assertThat(first.readAllBytes()).hasSize(large.length - 1000);
    }
    close();
  }

  @Test
  default void takesManyAtOnce() throws Exception {
    Spool spool = open();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> all =
          IntStream.range(0, 400)
              .<Future<?>>mapToObj(i -> threads.submit(() -> life(spool, i)))
              .toList();
      for (Future<?> one : all) {
        one.get();
      }
    }
    assertThat(spool.ids()).hasSize(200);
    close();
    Spool again = open();
    assertThat(again.ids()).hasSize(200);
    assertIs(again.open(id(7)), "head 7", noise(7), "note");
    close();
  }

  private static boolean life(Spool spool, int number) throws IOException {
    add(spool, id(number), "head " + number, noise(number));
    spool.note(id(number), octets("note"));
    if (number % 2 == 0) {
      spool.remove(id(number));
    }
    return true;
  }
}
