// SPDX-License-Identifier: Apache-2.0
package org.ostler.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ostler.api.mail.QueueId;
import org.ostler.api.spool.Spool;
import org.ostler.api.spool.StoredMessage;

/** No damaged octet loses an acknowledged message in silence. */
class DamageTest {
  private final FakeDisk disk = new FakeDisk();
  private @Nullable FakeDisk stopped;
  private @Nullable FakeDisk killed;
  private final Map<QueueId, Model.Content> before = new HashMap<>();
  private final Map<QueueId, Model.Content> after = new HashMap<>();

  @BeforeEach
  void fill() throws IOException {
    Journal journal = Spools.open(disk);
    for (int i = 0; i < 20; i++) {
      Spools.add(journal, i, i % 5 == 4 ? 1500 : 400);
      journal.note(Spools.id(i), Model.octets("note " + i));
    }
    journal.replace(Spools.id(3), Model.octets("new head"));
    journal.remove(Spools.id(5));
    snapshot(journal, before);
    journal.remove(Spools.id(6));
    snapshot(journal, after);
    killed = disk.copy();
    journal.close();
    stopped = disk.copy();
  }

  private static void snapshot(Spool spool, Map<QueueId, Model.Content> into) throws IOException {
    for (QueueId id : spool.ids()) {
      into.put(id, Model.content(spool.open(id)));
    }
  }

  private static Map<QueueId, Model.Content> contents(Spool spool) throws IOException {
    Map<QueueId, Model.Content> contents = new HashMap<>();
    snapshot(spool, contents);
    return contents;
  }

  private static FakeDisk flipped(@Nullable FakeDisk from, String name, int at, int mask)
      throws IOException {
    assertThat(from).isNotNull();
    FakeDisk copy = from.copy();
    byte[] octets = copy.content(name);
    octets[at] ^= (byte) mask;
    copy.content(name, octets);
    return copy;
  }

  private static List<String> segments(@Nullable FakeDisk disk) {
    assertThat(disk).isNotNull();
    return disk.files().stream().filter(name -> name.startsWith("segments/")).toList();
  }

  @Test
  void refusesEveryFlippedOctetOfAStoppedSpool() throws IOException {
    Random random = new Random(1);
    int refused = 0;
    int flipped = 0;
    for (String name : segments(stopped)) {
      int size = stopped == null ? 0 : stopped.content(name).length;
      flipped += size;
      for (int at = 0; at < size; at++) {
        FakeDisk damaged = flipped(stopped, name, at, 1 + random.nextInt(255));
        damaged.delete("checkpoint");
        refused += refusal(damaged, name, List.of(after));
      }
    }
    // All but the octets of the closing mark, which says nothing but that all before it is there.
    assertThat(refused).isEqualTo(flipped - Frame.HEADER);
  }

  @Test
  void losesAtMostTheLastRoundOfAKilledSpool() throws IOException {
    Random random = new Random(2);
    for (String name : segments(killed)) {
      int size = killed == null ? 0 : killed.content(name).length;
      for (int at = random.nextInt(3); at < size; at += 3) {
        FakeDisk damaged = flipped(killed, name, at, 1 + random.nextInt(255));
        refusal(damaged, name, List.of(before, after));
      }
    }
  }

  /** Opens: 1 if refused with the name of the file, 0 if all is there. */
  private static int refusal(
      FakeDisk damaged, String name, List<Map<QueueId, Model.Content>> allowed) throws IOException {
    try (Journal journal = Spools.open(damaged)) {
      assertThat(allowed).contains(contents(journal));
      return 0;
    } catch (DamagedSpool e) {
      assertThat(e)
          .hasMessageMatching(
              "fake/segments/\\d{8}.seg is damaged at offset \\d+ \\(.*\\): restore .*");
      return 1;
    } catch (IOException e) {
      assertThat(e).hasMessageContaining(name).hasMessageContaining("newer than this server's");
      return 1;
    }
  }

  @Test
  void doesWithoutADamagedCheckpoint() throws IOException {
    Random random = new Random(3);
    assertThat(stopped).isNotNull();
    int size = stopped.content("checkpoint").length;
    for (int at = 0; at < size; at += 7) {
      try (Journal journal =
          Spools.open(flipped(stopped, "checkpoint", at, 1 + random.nextInt(255)))) {
        assertThat(contents(journal)).isEqualTo(after);
      }
    }
    FakeDisk cut = stopped.copy();
    cut.content("checkpoint", new byte[3]);
    try (Journal journal = Spools.open(cut)) {
      assertThat(contents(journal)).isEqualTo(after);
    }
  }

  @Test
  void refusesAMissingSegment() throws IOException {
    for (String name : segments(stopped)) {
      assertThat(stopped).isNotNull();
      FakeDisk damaged = stopped.copy();
      damaged.delete(name);
      assertThatThrownBy(() -> Spools.open(damaged))
          .isInstanceOf(DamagedSpool.class)
          .hasMessageContaining(name)
          .hasMessageContaining("the file is missing");
    }
  }

  @Test
  void refusesASegmentThatBecameShorter() throws IOException {
    for (String name : segments(stopped)) {
      assertThat(stopped).isNotNull();
      FakeDisk damaged = stopped.copy();
      byte[] octets = damaged.content(name);
      damaged.content(name, java.util.Arrays.copyOf(octets, octets.length - 4));
      assertThatThrownBy(() -> Spools.open(damaged))
          .isInstanceOf(DamagedSpool.class)
          .hasMessageContaining(name);
    }
  }

  @Test
  void tellsDamageBehindTheCheckpointWhenItIsRead() throws IOException {
    try (Journal journal = Spools.open(flipped(stopped, segments(stopped).getFirst(), 200, 1))) {
      assertThatThrownBy(() -> Model.content(journal.open(Spools.id(0))))
          .isInstanceOf(DamagedSpool.class)
          .hasMessageContaining("checksum");
      assertThat(Model.content(journal.open(Spools.id(19)))).isEqualTo(after.get(Spools.id(19)));
    }
  }

  @Test
  void tellsADamagedBodyFile() throws IOException {
    assertThat(stopped).isNotNull();
    String name =
        stopped.files().stream()
            .filter(file -> file.contains(Spools.id(4) + "."))
            .findFirst()
            .orElseThrow();
    try (Journal journal = Spools.open(flipped(stopped, name, 700, 1))) {
      StoredMessage message = journal.open(Spools.id(4));
      assertThatThrownBy(() -> Model.content(message))
          .isInstanceOf(DamagedSpool.class)
          .hasMessageContaining(name);
    }
    FakeDisk missing = stopped.copy();
    missing.delete(name);
    assertThatThrownBy(() -> Spools.open(missing))
        .isInstanceOf(DamagedSpool.class)
        .hasMessageContaining(name);
  }

  @Test
  void salvagesWhatCanBeRead() throws IOException {
    String name = segments(stopped).getFirst();
    FakeDisk damaged = flipped(stopped, name, 200, 1);
    damaged.delete("checkpoint");
    try (Journal journal = Spools.open(damaged, Spools.salvaging())) {
      Map<QueueId, Model.Content> expected = new HashMap<>(after);
      expected.remove(Spools.id(0));
      assertThat(contents(journal)).isEqualTo(expected);
    }
    assertThat(damaged.files()).contains("damaged/" + name.replace('/', '-'));
    try (Journal journal = Spools.open(damaged)) {
      assertThat(journal.ids()).hasSize(after.size() - 1);
    }
  }
}
