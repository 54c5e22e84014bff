// SPDX-License-Identifier: Apache-2.0
package org.ostler.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ostler.api.spool.Draft;
import org.ostler.api.spool.SpoolFull;
import org.ostler.api.spool.StoredMessage;
import org.ostler.testing.spool.SpoolContract;

class JournalTest {
  private final FakeDisk disk = new FakeDisk();

  @Test
  void refusesASecondServer(@TempDir Path directory) throws IOException {
    try (Journal first = Journal.open(directory, Spools.small())) {
      assertThatThrownBy(() -> Journal.open(directory, Spools.small()))
          .hasMessageContaining(
              "is in use by another server (process " + ProcessHandle.current().pid() + ")");
      Spools.add(first, 1, 10);
    }
    try (Journal again = Journal.open(directory, Spools.small())) {
      assertThat(again.ids()).hasSize(1);
    }
  }

  @Test
  void refusesAnUnusableDirectory(@TempDir Path directory) throws IOException {
    Path file = Files.createFile(directory.resolve("file"));
    assertThatThrownBy(() -> Journal.open(file.resolve("spool"), Spools.small()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cannot be used by");
  }

  @Test
  void refusesANewerFormat() throws IOException {
    Spools.open(disk).close();
    disk.content("format", Model.octets("ostler-journal 2\n"));
    assertThatThrownBy(() -> Spools.open(disk))
        .hasMessage(
            "the spool fake has format 2, newer than this server's 1: start the server that wrote"
                + " it, or a newer one");
    disk.content("format", Model.octets("something\n"));
    assertThatThrownBy(() -> Spools.open(disk)).hasMessageContaining("does not name a format");
  }

  @Test
  void startsFromTheCheckpointAlone() throws IOException {
    Journal journal = Spools.open(disk);
    for (int i = 0; i < 30; i++) {
      Spools.add(journal, i, 300);
    }
    journal.note(Spools.id(3), new byte[] {1});
    journal.close();
    // A start that read these records would refuse them.
    byte[] first = disk.content("segments/00000001.seg");
    first[2000] ^= 1;
    disk.content("segments/00000001.seg", first);
    try (Journal again = Spools.open(disk)) {
      assertThat(again.ids()).hasSize(30).startsWith(Spools.id(0)).endsWith(Spools.id(29));
      assertThat(again.open(Spools.id(3)).notes()).hasSize(1);
    }
  }

  @Test
  void readsOnAfterTheCheckpoint() throws IOException {
    Journal journal = Spools.open(disk);
    Spools.add(journal, 1, 10);
    Spools.add(journal, 2, 10);
    journal.upkeep().checkpoint();
    journal.remove(Spools.id(1));
    journal.note(Spools.id(2), new byte[] {1});
    Spools.add(journal, 3, 10);
    FakeDisk killed = disk.copy();
    journal.close();
    try (Journal again = Spools.open(killed)) {
      assertThat(again.ids()).containsExactly(Spools.id(2), Spools.id(3));
      assertThat(again.open(Spools.id(2)).notes()).hasSize(1);
    }
  }

  @Test
  void givesBackTheSpaceOfDeadSegments() throws IOException {
    Journal journal = Spools.open(disk);
    Spools.add(journal, 0, 100);
    journal.note(Spools.id(0), Model.octets("kept"));
    Spools.add(journal, 1, 100);
    journal.replace(Spools.id(1), Model.octets("changed"));
    for (int i = 2; i < 200; i++) {
      Spools.add(journal, i, 500);
      journal.remove(Spools.id(i));
    }
    while (journal.segments().count() > 3) {
      journal.upkeep().compact();
    }
    assertThat(disk.used()).isLessThan(20_000);
    assertThat(journal.ids()).containsExactly(Spools.id(0), Spools.id(1));
    journal.close();
    disk.delete("checkpoint");
    try (Journal again = Spools.open(disk)) {
      assertThat(again.ids()).containsExactly(Spools.id(0), Spools.id(1));
      assertThat(Model.read(again, Spools.id(0)))
          .isEqualTo(new Model.Content("head 0", Model.text(Spools.body(0, 100)), List.of("kept")));
      assertThat(Model.read(again, Spools.id(1)))
          .isEqualTo(new Model.Content("changed", Model.text(Spools.body(1, 100)), List.of()));
    }
  }

  @Test
  void compactsByItself() throws Exception {
    try (Journal journal = Spools.open(disk)) {
      for (int i = 0; i < 3000; i++) {
        Spools.add(journal, i, 500);
        journal.remove(Spools.id(i));
      }
      // The upkeep runs beside this; it only has to keep up in the end.
      for (int i = 0; i < 100_000 && journal.segments().count() > 20; i++) {
        journal.upkeep().signal();
        Thread.yield();
      }
      assertThat(journal.segments().count()).isLessThanOrEqualTo(20);
    }
  }

  @Test
  void keepsReadersOfWhatIsCompacted() throws IOException {
    Journal journal = Spools.open(disk);
    List<StoredMessage> opened = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      Spools.add(journal, i, 500);
      opened.add(journal.open(Spools.id(i)));
      if (i % 2 == 0) {
        journal.remove(Spools.id(i));
      }
    }
    for (int round = 0; round < 10; round++) {
      journal.upkeep().compact();
    }
    for (int i = 0; i < 40; i++) {
      assertThat(Model.content(opened.get(i)).body()).isEqualTo(Model.text(Spools.body(i, 500)));
    }
    assertThat(journal.ids()).hasSize(20);
    for (int i = 1; i < 40; i += 2) {
      assertThat(Model.content(journal.open(Spools.id(i))).body())
          .isEqualTo(Model.text(Spools.body(i, 500)));
    }
    journal.close();
  }

  @Test
  void aLeaseOutlivesNoReader() {
    Lease lease = new Lease();
    Object reader = new Object();
    assertThat(lease.hold(reader)).isTrue();
    assertThat(lease.seal()).isFalse();
    java.lang.ref.Reference.reachabilityFence(reader);
    Lease free = new Lease();
    assertThat(free.seal()).isTrue();
    assertThat(free.seal()).isTrue();
    assertThat(free.hold(new Object())).isFalse();
  }

  @Test
  void keepsLargeBodiesAside() throws IOException {
    Journal journal = Spools.open(disk);
    Spools.add(journal, 1, 1001);
    Spools.add(journal, 2, 1000);
    assertThat(disk.files()).filteredOn(name -> name.startsWith("bodies/")).hasSize(1);
    assertThat(disk.content("segments/00000001.seg").length).isLessThan(3000);
    try (Draft draft = journal.begin(Spools.id(3))) {
      draft.body().write(new byte[5000]);
      assertThat(disk.files()).filteredOn(name -> name.startsWith("bodies/")).hasSize(2);
    }
    assertThat(disk.files()).filteredOn(name -> name.startsWith("bodies/")).hasSize(1);
    journal.close();
    // What nobody holds open is gone after the next start at the latest.
    Journal again = Spools.open(disk);
    again.remove(Spools.id(1));
    assertThat(disk.files()).noneMatch(name -> name.startsWith("bodies/"));
    again.close();
  }

  @Test
  void readsBackWhatHasNoRoomInMemory() throws IOException {
    try (Journal journal = Spools.open(disk)) {
      List<StoredMessage> fresh = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        fresh.add(Spools.add(journal, i, 500));
      }
      assertThat(journal.recent().octets()).isEqualTo(Spools.small().memory());
      journal.remove(Spools.id(0));
      journal.note(Spools.id(19), new byte[] {1});
      assertThat(journal.recent().octets()).isEqualTo(Spools.small().memory() - 500);
      for (int i = 1; i < 20; i += 2) {
        journal.remove(Spools.id(i));
      }
      for (int round = 0; round < 10; round++) {
        journal.upkeep().compact();
      }
      for (int i = 0; i < 20; i++) {
        assertThat(Model.content(fresh.get(i)).body()).isEqualTo(Model.text(Spools.body(i, 500)));
      }
    }
  }

  @Test
  void draftsShareTheirMemory() throws IOException {
    try (Journal journal = Spools.open(disk)) {
      List<Draft> drafts = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        Draft draft = journal.begin(Spools.id(i));
        draft.body().write(Spools.body(i, 900));
        drafts.add(draft);
      }
      assertThat(journal.draftOctets()).isEqualTo(3600);
      assertThat(disk.files()).filteredOn(name -> name.startsWith("bodies/")).hasSize(6);
      for (int i = 0; i < 10; i++) {
        StoredMessage stored = drafts.get(i).commit(new byte[] {1});
        assertThat(Model.content(stored).body()).isEqualTo(Model.text(Spools.body(i, 900)));
        drafts.get(i).close();
      }
      assertThat(journal.draftOctets()).isZero();
    }
  }

  @Test
  void removesOrphanBodiesAtStart() throws IOException {
    Journal journal = Spools.open(disk);
    Spools.add(journal, 1, 2000);
    journal.close();
    disk.create("bodies/00/" + Spools.id(9) + ".77");
    try (Journal again = Spools.open(disk)) {
      assertThat(disk.files()).filteredOn(name -> name.startsWith("bodies/")).hasSize(1);
      assertThat(Model.content(again.open(Spools.id(1))).body()).hasSize(2000);
    }
  }

  @Test
  void refusesNewMailAtTheReserveAndResumes() throws IOException {
    try (Journal journal = Spools.open(disk, Spools.settings(4096, 5000, false))) {
      disk.capacity(disk.used() + 4000);
      assertThatThrownBy(() -> journal.begin(Spools.id(1))).isInstanceOf(SpoolFull.class);
      disk.capacity(Long.MAX_VALUE);
      Spools.add(journal, 1, 10);
      journal.note(Spools.id(1), new byte[1]);
      assertThat(journal.ids()).hasSize(1);
    }
  }

  @Test
  void survivesAFullDisk() throws IOException {
    Journal journal = Spools.open(disk);
    disk.capacity(disk.used() + 3000);
    int accepted = 0;
    for (int i = 0; i < 20; i++) {
      try {
        Spools.add(journal, i, 600);
        accepted++;
      } catch (SpoolFull e) {
        assertThat(e).hasMessageContaining("full");
      }
    }
    assertThat(accepted).isBetween(1, 6);
    assertThat(journal.ids()).hasSize(accepted);
    assertThatThrownBy(() -> Spools.add(journal, 50, 5000)).isInstanceOf(SpoolFull.class);
    assertThat(disk.files()).noneMatch(name -> name.startsWith("bodies/"));
    disk.capacity(Long.MAX_VALUE);
    Spools.add(journal, 30, 600);
    Spools.add(journal, 50, 5000);
    FakeDisk killed = disk.copy();
    journal.close();
    try (Journal again = Spools.open(killed)) {
      assertThat(again.ids()).hasSize(accepted + 2).endsWith(Spools.id(30), Spools.id(50));
    }
  }

  @Test
  void leavesASegmentWhoseForceFailed() throws IOException {
    Journal journal = Spools.open(disk);
    Spools.add(journal, 1, 100);
    disk.failForceAfter(1);
    assertThatThrownBy(() -> Spools.add(journal, 2, 100))
        .hasMessageContaining("input/output error");
    assertThat(journal.ids()).containsExactly(Spools.id(1));
    assertThat(Model.content(journal.open(Spools.id(1))).body()).hasSize(100);
    Spools.add(journal, 3, 100);
    assertThat(Spools.segments(disk)).isEqualTo(2);
    FakeDisk killed = disk.copy();
    journal.close();
    try (Journal again = Spools.open(killed)) {
      assertThat(again.ids()).containsExactly(Spools.id(1), Spools.id(3));
    }
  }

  @Test
  void refusesAnIdThatIsTaken() throws IOException {
    try (Journal journal = Spools.open(disk)) {
      Spools.add(journal, 1, 10);
      assertThatThrownBy(() -> journal.begin(Spools.id(1)))
          .isInstanceOf(IllegalStateException.class);
      try (Draft draft = journal.begin(Spools.id(2))) {
        assertThatThrownBy(() -> journal.begin(Spools.id(2)))
            .isInstanceOf(IllegalStateException.class);
        draft.body().write(1);
      }
    }
  }

  @Test
  void refusesEverythingOnceClosed() throws IOException {
    Journal journal = Spools.open(disk);
    Draft draft = journal.begin(Spools.id(1));
    journal.close();
    journal.close();
    assertThatThrownBy(() -> draft.commit(new byte[0])).hasMessage("the spool is closed");
    assertThatThrownBy(() -> journal.begin(Spools.id(2))).hasMessage("the spool is closed");
    assertThatThrownBy(() -> journal.open(Spools.id(1))).hasMessage("the spool is closed");
  }

  @Test
  void anInterruptedThreadHarmsNobody(@TempDir Path directory) throws Exception {
    try (Journal journal = Journal.open(directory, Spools.small())) {
      StoredMessage message = SpoolContract.add(journal, Spools.id(1), "h", Spools.body(1, 900));
      Thread interrupted =
          Thread.startVirtualThread(
              () -> {
                Thread.currentThread().interrupt();
                try {
                  journal.note(Spools.id(1), new byte[1]);
                  journal.open(Spools.id(1));
                } catch (IOException e) {
                  assertThat(Thread.currentThread().isInterrupted()).isTrue();
                }
              });
      interrupted.join();
      journal.note(Spools.id(1), new byte[1]);
      assertThat(journal.open(Spools.id(1)).notes()).hasSize(2);
      assertThat(Model.content(message).body()).hasSize(900);
    }
  }
}
