// SPDX-License-Identifier: Apache-2.0
package org.ostler.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.AfterFailureMode;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.ostler.api.mail.QueueId;
import org.ostler.api.spool.Draft;
import org.ostler.api.spool.SpoolFull;
import org.ostler.testing.spool.SpoolContract;

/** The journal against a map, on a disk that crashes, fills up and fails at any operation. */
class JournalModelTest {
  private static final int IDS = 6;
  private static final int INLINE = 300;
  private static final Set<QueueId> ALL =
      IntStream.range(0, IDS).mapToObj(SpoolContract::id).collect(Collectors.toUnmodifiableSet());

  /** One thing that happens to the spool. */
  sealed interface Step {
    record Add(int id, int headSize, int bodySize) implements Step {}

    record Note(int id, int size) implements Step {}

    record Replace(int id, int size) implements Step {}

    record Remove(int id) implements Step {}

    /** Changes at the same time, half of the time while the log is compacted. */
    record Together(List<Step> steps) implements Step {}

    record Save() implements Step {}

    record Compact() implements Step {}

    record Reopen() implements Step {}

    record CrashIn(int operations) implements Step {}

    record FailForceIn(int operations) implements Step {}

    record Room(int octets) implements Step {}
  }

  static JournalSettings settings() {
    return new JournalSettings(
        4096, INLINE, 3 * INLINE, 0, 512, 8192, Duration.ofMinutes(5), false);
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    return Arbitraries.frequencyOf(
            Tuple.of(20, simple()),
            Tuple.of(4, together()),
            Tuple.of(2, Arbitraries.just(new Step.Save())),
            Tuple.of(3, Arbitraries.just(new Step.Compact())),
            Tuple.of(1, Arbitraries.just(new Step.Reopen())),
            Tuple.of(3, Arbitraries.integers().between(1, 60).map(Step.CrashIn::new)),
            Tuple.of(2, Arbitraries.integers().between(1, 20).map(Step.FailForceIn::new)),
            Tuple.of(2, Arbitraries.integers().between(0, 4000).map(Step.Room::new)))
        .list()
        .ofMinSize(1)
        .ofMaxSize(80);
  }

  private static Arbitrary<Step> simple() {
    Arbitrary<Integer> id = Arbitraries.integers().between(0, IDS - 1);
    Arbitrary<Integer> size = Arbitraries.integers().between(0, 600);
    return Arbitraries.frequencyOf(
        Tuple.of(5, Combinators.combine(id, size, size).as(Step.Add::new)),
        Tuple.of(3, Combinators.combine(id, size).as(Step.Note::new)),
        Tuple.of(2, Combinators.combine(id, size).as(Step.Replace::new)),
        Tuple.of(3, id.map(Step.Remove::new)));
  }

  private static Arbitrary<Step> together() {
    return simple().list().ofMinSize(2).ofMaxSize(5).map(Step.Together::new);
  }

  @Property(
      tries = 1000,
      edgeCases = EdgeCasesMode.NONE,
      afterFailure = AfterFailureMode.RANDOM_SEED)
  void holdsWhatItAcknowledged(@ForAll("steps") List<Step> steps, @ForAll long seed)
      throws Exception {
    Run run = new Run(new Random(seed));
    for (Step step : steps) {
      run.step(step);
    }
    run.restart();
    run.journal.close();
  }

  @Test
  void survivesACrashAtEveryOperation() throws Exception {
    List<Step> life =
        List.of(
            new Step.Add(0, 50, 200),
            new Step.Add(1, 50, 3000),
            new Step.Together(
                List.of(new Step.Add(2, 10, 100), new Step.Add(3, 600, 250), new Step.Note(0, 30))),
            new Step.Save(),
            new Step.Replace(1, 100),
            new Step.Remove(0),
            new Step.Add(4, 2000, 290),
            new Step.Add(5, 2000, 290),
            new Step.Note(2, 5),
            new Step.Compact(),
            new Step.Note(2, 6),
            new Step.Remove(1),
            new Step.Reopen(),
            new Step.Add(0, 100, 200));
    int crashes = 0;
    for (int at = 1; at == 1 || crashes == at - 1; at++) {
      for (int seed = 0; seed < 4; seed++) {
        Run run = new Run(new Random(seed));
        run.step(new Step.CrashIn(at));
        for (Step step : life) {
          run.step(step);
        }
        crashes = run.crashes > 0 || run.disk.isCrashed() ? at : crashes;
        run.restart();
        run.journal.close();
      }
    }
    assertThat(crashes).isGreaterThan(60);
  }

  /** A spool that lives through steps, and what it must hold. */
  private static final class Run {
    private final Random random;
    private final Model model = new Model();
    private FakeDisk disk = new FakeDisk();
    private Journal journal;
    private int crashes;
    private int serial;

    Run(Random random) throws IOException {
      this.random = random;
      this.journal = Journal.open(disk, settings(), random);
    }

    void step(Step step) throws Exception {
      switch (step) {
        case Step.Together together -> together(together.steps());
        case Step.CrashIn crash -> disk.crashAfter(crash.operations());
        case Step.FailForceIn fail -> disk.failForceAfter(fail.operations());
        case Step.Room room ->
            disk.capacity(room.octets() % 3 == 0 ? Long.MAX_VALUE : disk.used() + room.octets());
        case Step.Save _ -> upkeep(false);
        case Step.Compact _ -> upkeep(true);
        case Step.Reopen _ -> reopen();
        default -> {
          change(step);
          check();
        }
      }
      if (disk.isCrashed()) {
        restart();
      }
    }

    private void upkeep(boolean compact) {
      try {
        if (compact) {
          journal.upkeep().compact();
        } else {
          journal.upkeep().checkpoint();
        }
      } catch (IOException _) {
        // A crash or a full disk: nothing acknowledged may be lost by it, which is checked in any
        // case.
        assertThat(disk.files()).isNotEmpty();
      }
    }

    private void reopen() throws IOException {
      journal.close();
      if (!disk.isCrashed()) {
        disk.capacity(Long.MAX_VALUE);
        disk.failForceAfter(Long.MAX_VALUE / 2);
        open();
      }
    }

    void restart() throws IOException {
      disk.crash();
      journal.close();
      crashes++;
      disk = disk.restart(random);
      open();
    }

    private void open() throws IOException {
      while (true) {
        try {
          journal = Journal.open(disk, settings(), random);
          model.adopt(journal, ALL);
          return;
        } catch (IOException e) {
          if (!disk.isCrashed()) {
            throw e;
          }
          // Crashed again, while it was starting.
          disk = disk.restart(random);
        }
      }
    }

    private void together(List<Step> steps) throws Exception {
      List<Step> apart =
          steps.stream().collect(Collectors.toMap(Run::id, s -> s, (a, b) -> a)).values().stream()
              .toList();
      CountDownLatch done = new CountDownLatch(apart.size() + 1);
      Thread.startVirtualThread(
          () -> {
            try {
              if (steps.size() % 2 == 0) {
                upkeep(true);
              }
            } finally {
              done.countDown();
            }
          });
      for (Step step : apart) {
        Thread.startVirtualThread(
            () -> {
              try {
                change(step);
              } finally {
                done.countDown();
              }
            });
      }
      done.await();
      check();
    }

    private void check() throws IOException {
      try {
        if (!disk.isCrashed()) {
          model.check(journal);
        }
      } catch (IOException e) {
        // The journal's own upkeep may run into the crash while this reads.
        if (!disk.isCrashed()) {
          throw e;
        }
      }
    }

    private static int id(Step step) {
      return switch (step) {
        case Step.Add add -> add.id();
        case Step.Note note -> note.id();
        case Step.Replace replace -> replace.id();
        case Step.Remove remove -> remove.id();
        default -> throw new IllegalArgumentException("no change: " + step);
      };
    }

    private void change(Step step) {
      QueueId id = SpoolContract.id(id(step));
      Model.@Nullable Content before = model.content(id);
      if ((before == null) != (step instanceof Step.Add)) {
        return;
      }
      Model.@Nullable Content after = after(step, before);
      try {
        apply(step, id, after);
        model.succeeded(id, after);
      } catch (SpoolFull _) {
        // Taken back for sure.
      } catch (IOException _) {
        model.failed(id, after);
      }
    }

    private Model.@Nullable Content after(Step step, Model.@Nullable Content before) {
      return switch (step) {
        case Step.Add add ->
            new Model.Content(text(add.headSize()), text(add.bodySize()), List.of());
        case Step.Note note when before != null -> before.noted(text(note.size()));
        case Step.Replace replace when before != null -> before.replaced(text(replace.size()));
        default -> null;
      };
    }

    private synchronized String text(int size) {
      // Letters, so that a failure can be read.
      return new Random(serial++)
          .ints(size, 'a', 'z' + 1)
          .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
          .toString();
    }

    private void apply(Step step, QueueId id, Model.@Nullable Content after) throws IOException {
      if (after == null) {
        journal.remove(id);
        return;
      }
      switch (step) {
        case Step.Add _ -> {
          try (Draft draft = journal.begin(id)) {
            draft.body().write(Model.octets(after.body()));
            assertThat(Model.content(draft.commit(Model.octets(after.head())))).isEqualTo(after);
          }
        }
        case Step.Note _ -> journal.note(id, Model.octets(after.notes().getLast()));
        default -> journal.replace(id, Model.octets(after.head()));
      }
    }
  }
}
