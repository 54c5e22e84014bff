// SPDX-License-Identifier: Apache-2.0
package org.ostler.itests.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleWiring;
import org.ostler.itests.container.BareFelix;
import org.ostler.testing.peers.Peers;
import org.ostler.testing.peers.RequiresPeer;
import org.ostler.testing.peers.Waiting;

/**
 * Features that are updated, removed and installed again and again on bare Felix while mail flows
 * through them leave nothing behind: threads, open files (sockets among them) and class loaders
 * return to where they began, and no session notices.
 */
@RequiresPeer({"redis-server", "redis-cli", "mdb_load"})
class FiftyRoundsIT {
  private static final int ROUNDS = 50;
  private static final int PER_SECOND = 200;
  private static final int SOME = 50;
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir Path directory;
  private final List<WeakReference<ClassLoader>> loaders = new ArrayList<>();

  @Test
  void nothingIsLeftBehind() throws Exception {
    int port = Peers.freePort();
    Path data = directory.resolve("data");
    Path configuration = directory.resolve("ostler.conf");
    try (Stage stage = new Stage(directory)) {
      String macros = "SMTP_PORT = " + port + "\nDATA = " + data + "\n";
      Files.writeString(configuration, macros + stage.policy());
      try (BareFelix felix =
          BareFelix.start(directory, configuration, Stage.FEATURES.toArray(String[]::new))) {
        Waiting.until("a listener", LIMIT, () -> Waiting.listens(port));
        Arrivals arrivals = new Arrivals(data, stage.copies());
        List<Letter> acknowledged = new ArrayList<>(warm(felix, port, arrivals));
        change(felix, true); // nothing has worked with these: no connections, no threads of theirs
        Held before = Held.now();
        try (Traffic traffic = Traffic.start(port, "rounds", PER_SECOND)) {
          for (int i = 0; i < ROUNDS; i++) {
            change(felix, i % 2 == 0);
            traffic.awaitMore(SOME, LIMIT);
          }
          acknowledged.addAll(traffic.finish());
          assertThat(traffic.deferred()).isEmpty();
          assertThat(traffic.refused()).isEmpty();
        }
        arrivals.assertComplete(acknowledged);
        change(felix, true);
        Waiting.until(
            "the end of what 50 rounds began; before: " + before + ", after: " + Held.now(),
            LIMIT,
            () -> Held.now().isNoMoreThan(before));
        // What was prepared by the last version is made anew when its word is used again.
        try (Traffic traffic = Traffic.start(port, "last", PER_SECOND)) {
          traffic.awaitMore(SOME, LIMIT);
          acknowledged.addAll(traffic.finish());
        }
        arrivals.assertComplete(acknowledged);
        Waiting.until("the end of " + loaders.size() + " class loaders", LIMIT, this::areGone);
      }
    }
  }

  /** What is made once is there after two rounds, and all of it has worked. */
  private List<Letter> warm(BareFelix felix, int port, Arrivals arrivals) throws Exception {
    try (Traffic traffic = Traffic.start(port, "warm", PER_SECOND)) {
      change(felix, true);
      traffic.awaitMore(SOME, LIMIT);
      change(felix, false);
      traffic.awaitMore(SOME, LIMIT);
      List<Letter> acknowledged = traffic.finish();
      arrivals.assertComplete(acknowledged);
      return acknowledged;
    }
  }

  /** Updates each feature, or removes and installs it. */
  private void change(BareFelix felix, boolean update) throws Exception {
    for (String feature : Stage.FEATURES) {
      Bundle bundle = felix.feature(feature);
      loaders.add(new WeakReference<>(bundle.adapt(BundleWiring.class).getClassLoader()));
      if (update) {
        bundle.update();
      } else {
        felix.uninstall(feature);
        felix.install(feature);
      }
    }
  }

  private boolean areGone() {
    System.gc();
    return loaders.stream().map(WeakReference::get).noneMatch(Objects::nonNull);
  }

  /** What the process holds: how many threads of which name, numbers left out, and open files. */
  private record Held(Map<String, Long> threads, int files) {
    static Held now() {
      // Carriers of virtual threads come and go with the load.
      Map<String, Long> threads =
          Thread.getAllStackTraces().keySet().stream()
              .map(thread -> thread.getName().replaceAll("\\d+", "N"))
              .filter(name -> !name.startsWith("ForkJoinPool"))
              .collect(
                  Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
      return new Held(threads, openFiles());
    }

    boolean isNoMoreThan(Held before) {
      return files <= before.files
          && threads.entrySet().stream()
              .allMatch(e -> e.getValue() <= before.threads.getOrDefault(e.getKey(), 0L));
    }

    private static int openFiles() {
      try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
        return (int) files.count();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
