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
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleWiring;
import org.ostler.itests.container.BareFelix;
import org.ostler.itests.mail.Senders;
import org.ostler.testing.peers.Peers;
import org.ostler.testing.peers.RequiresPeer;
import org.ostler.testing.peers.Waiting;

/**
 * Features that are updated again and again while mail flows leave nothing behind: threads, open
 * files and class loaders return to where they began.
 */
@RequiresPeer({"redis-server", "redis-cli", "mdb_load"})
class FiftyRoundsIT {
  private static final int ROUNDS = 50;
  private static final int SOME = 5;
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
        try (Senders senders = Senders.start(port, 2, "rounds")) {
          round(felix, senders); // what is made once is there
          final Set<String> threads = threads();
          final int files = openFiles();
          for (int i = 0; i < ROUNDS; i++) {
            round(felix, senders);
          }
          assertThat(senders.deferred()).isEmpty();
          assertThat(senders.refused()).isEmpty();
          Set<String> acknowledged = senders.finish();
          Flow.assertAllThere(acknowledged, data.resolve("mail"), stage.copies());
          Waiting.until("no more threads", LIMIT, () -> threads.containsAll(threads()));
          Waiting.until("no more open files", LIMIT, () -> openFiles() <= files);
          // One old loader of a feature may be left: event keeps one at times, and what holds it is
          // not known. More of a feature than that would grow with the rounds.
          Waiting.until("the end of old class loaders", LIMIT, this::oldLoadersAreGone);
        }
      }
    }
  }

  private void round(BareFelix felix, Senders senders) throws Exception {
    for (Bundle bundle : felix.features()) {
      if (Stage.FEATURES.stream().anyMatch(f -> bundle.getSymbolicName().endsWith("." + f))) {
        loaders.add(new WeakReference<>(bundle.adapt(BundleWiring.class).getClassLoader()));
        bundle.update();
      }
    }
    senders.awaitMore(SOME, LIMIT);
  }

  private boolean oldLoadersAreGone() {
    System.gc();
    List<String> left =
        loaders.stream()
            .map(WeakReference::get)
            .filter(Objects::nonNull)
            .map(ClassLoader::toString)
            .toList();
    return left.size() == Set.copyOf(left).size();
  }

  /** Platform threads by name, numbers left out; a pool may have one more or less of a kind. */
  private static Set<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(thread -> thread.getName().replaceAll("\\d+", "N"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static int openFiles() {
    try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
      return (int) files.count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
