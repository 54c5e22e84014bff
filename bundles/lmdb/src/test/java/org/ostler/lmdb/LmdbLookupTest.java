// SPDX-License-Identifier: Apache-2.0
package org.ostler.lmdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.ostler.api.lookup.Lookup;
import org.ostler.api.lookup.Lookup.Answer;
import org.ostler.api.mail.MailView;
import org.ostler.api.option.InvalidArgument;
import org.ostler.api.text.Text;
import org.ostler.testing.feature.DeclaredWords;
import org.ostler.testing.lookup.LookupContract;
import org.ostler.testing.mail.MemoryMail;
import org.ostler.testing.mail.MemorySettings;
import org.ostler.testing.peers.RequiresPeer;
import org.ostler.testing.peers.Run;

/** Files made by LMDB's own {@code mdb_load}. */
@RequiresPeer("mdb_load")
@Timeout(120)
class LmdbLookupTest implements LookupContract {
  @TempDir Path directory;

  @Override
  public Lookup lookup() {
    return new LmdbLookup();
  }

  @Override
  public Query present() throws Exception {
    return new Query(Text.of("key"), file(load("", "key", "value", "other", "x")));
  }

  @Override
  public String value() {
    return "value";
  }

  @Override
  public Query absent() throws Exception {
    return new Query(Text.of("kex"), file(load("", "key", "value", "other", "x")));
  }

  @Override
  public MailView mail() {
    return new MemoryMail();
  }

  private static Text file(Path path) {
    return Text.of(path.toString());
  }

  /** Makes a file; {@code header} has lines of a dump's header. */
  private Path load(String header, String... pairs) throws Exception {
    Path file = directory.resolve("test.db");
    Files.deleteIfExists(file);
    return add(file, header, pairs);
  }

  private static Path add(Path file, String header, String... pairs) throws Exception {
    String dump =
        "VERSION=3\nformat=print\ntype=btree\nmapsize=67108864\n"
            + header
            + "HEADER=END\n "
            + String.join("\n ", pairs)
            + "\nDATA=END\n";
    List<String> command = List.of("mdb_load", "-n", file.toString());
    Run run = Run.of(command, Map.of(), dump);
    assertThat(run.exit()).as(run.errors()).isZero();
    assertThat(run.errors()).isEmpty();
    return file;
  }

  private static String find(Path file, String key) throws InterruptedException {
    return text(answer(file.toString(), key));
  }

  private static Answer answer(String file, String key) throws InterruptedException {
    try {
      return new LmdbLookup()
          .prepare(List.of(), MemorySettings.NONE)
          .find(Text.of(key), Text.of(file), new MemoryMail());
    } catch (InvalidArgument e) {
      throw new AssertionError(e);
    }
  }

  private static String text(Answer answer) {
    return switch (answer) {
      case Answer.Found(Text value, _) -> value.value();
      case Answer.Missing _ -> "MISSING";
      case Answer.Deferred(String reason) -> "DEFERRED " + reason;
      case Answer.Failed(String reason) -> "FAILED " + reason;
    };
  }

  private static String[] many(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "user" + i + "@example.com\n value " + i)
        .toArray(String[]::new);
  }

  @Test
  void declaresItsWord() {
    assertThat(DeclaredWords.of(LmdbLookup.class)).hasToString("{lookup=[lmdb]}");
  }

  @Test
  void findsEachOfManyKeys() throws Exception {
    Path file = load("", many(20_000));
    for (int i = 0; i < 20_000; i += 7) {
      assertThat(find(file, "user" + i + "@example.com")).isEqualTo("value " + i);
      assertThat(find(file, "user" + i + "@example.con")).isEqualTo("MISSING");
    }
    assertThat(find(file, "a")).isEqualTo("MISSING");
    assertThat(find(file, "zzz")).isEqualTo("MISSING");
  }

  @Test
  void findsOctetsAndEmptyAndLargeValues() throws Exception {
    String large = "0123456789abcdef".repeat(20_000);
    Path file =
        load("", "\\00\\ff", "\\c3\\a9\\00", "empty", "", "large", large, "x".repeat(511), "long");
    assertThat(find(file, "\0\u00ff")).isEqualTo("\u00c3\u00a9\0");
    assertThat(find(file, "empty")).isEmpty();
    assertThat(find(file, "large")).isEqualTo(large);
    assertThat(find(file, "x".repeat(511))).isEqualTo("long");
    assertThat(find(file, "x".repeat(512))).isEqualTo("MISSING");
    assertThat(find(file, "")).isEqualTo("MISSING");
  }

  @Test
  void findsTheFirstOfSeveralValues() throws Exception {
    List<String> pairs = new ArrayList<>(List.of("few", "b", "few", "a", "few", "c"));
    for (int i = 9999; i >= 1000; i--) {
      pairs.addAll(List.of("many", "value " + i));
    }
    String[] all = pairs.toArray(String[]::new);
    for (String header : List.of("dupsort=1\n", "dupsort=1\nreversekey=1\n")) {
      Path file = load(header, all);
      assertThat(find(file, "few")).isEqualTo("a");
      assertThat(find(file, "many")).isEqualTo("value 1000");
    }
    for (String one : List.of("few", "many")) {
      String[] fixed =
          IntStream.range(0, 5000).mapToObj(i -> one + "\n v" + (9999 - i)).toArray(String[]::new);
      Path file = load("dupsort=1\ndupfixed=1\n", fixed);
      assertThat(find(file, one)).isEqualTo("v5000");
    }
  }

  @Test
  void findsKeysOrderedFromTheirEndsAndByNumber() throws Exception {
    Path reversed = load("reversekey=1\n", many(3000));
    assertThat(find(reversed, "user2999@example.com")).isEqualTo("value 2999");
    String[] numbers =
        IntStream.range(0, 3000)
            .mapToObj(i -> String.format("\\%02x\\%02x\\00\\00\n number %d", i & 255, i >> 8, i))
            .toArray(String[]::new);
    Path numbered = load("integerkey=1\n", numbers);
    assertThat(find(numbered, "\u00b8\u000b\0\0")).isEqualTo("MISSING");
    assertThat(find(numbered, "\u00b7\u000b\0\0")).isEqualTo("number 2999");
    assertThat(find(numbered, "x")).contains("keys of 4 octets");
  }

  @Test
  void anEmptyFileHasNothing() throws Exception {
    assertThat(find(load("", "key", "value"), "other")).isEqualTo("MISSING");
    Path empty = directory.resolve("none.db");
    Run run =
        Run.of(
            List.of("mdb_load", "-n", empty.toString()),
            Map.of(),
            "VERSION=3\nformat=print\ntype=btree\nHEADER=END\nDATA=END\n");
    assertThat(run.exit()).as(run.errors()).isZero();
    assertThat(run.errors()).isEmpty();
    assertThat(find(empty, "key")).isEqualTo("MISSING");
  }

  @Test
  void aFilePutInItsPlaceIsReadAtOnce() throws Exception {
    Path file = load("", "key", "old");
    Path next = add(directory.resolve("next.db"), "", "key", "new");
    assertThat(find(file, "key")).isEqualTo("old");
    Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    assertThat(find(file, "key")).isEqualTo("new");
  }

  @Test
  void readsRightWhileOthersWrite() throws Exception {
    Path file = load("", many(2000));
    FutureTask<Void> writer =
        new FutureTask<>(
            () -> {
              for (int i = 0; i < 40; i++) {
                // Every page is written anew, and those of earlier transactions are used again.
                add(file, "", many(2000));
              }
              return null;
            });
    Thread.startVirtualThread(writer);
    int read = 0;
    while (!writer.isDone() || read == 0) {
      int user = read++ * 37 % 2000;
      assertThat(find(file, "user" + user + "@example.com")).isEqualTo("value " + user);
    }
    writer.get();
  }

  @Test
  void whatCannotBeOpenedIsSaid() throws Exception {
    assertThat(find(directory.resolve("none"), "key"))
        .isEqualTo(
            "FAILED LMDB: Unable to open environment with "
                + directory.resolve("none")
                + ": No such file or directory");
    assertThat(find(directory, "key")).contains("Is a directory; name the data.mdb in it");
    assertThat(text(answer("relative.db", "key"))).contains("must begin with a slash");
    assertThat(text(answer("/\0", "key"))).contains("No such file");
    Path text = Files.writeString(directory.resolve("text"), "key: value\n".repeat(1000));
    assertThat(find(text, "key")).endsWith("text: File is not an LMDB file");
    assertThat(find(Files.createFile(directory.resolve("empty")), "key"))
        .contains("File is not an LMDB file");
  }

  @Test
  void anotherFormatIsSaid() throws Exception {
    Path file = load("", "key", "value");
    byte[] octets = Files.readAllBytes(file);
    octets[20] = 2;
    Files.write(file, octets);
    assertThat(find(file, "key")).contains("version mismatch: format 2").contains("mdb_dump");
  }

  @Test
  void aFileThatIsCutAnywhereBringsAnAnswer() throws Exception {
    Path file = load("", many(500));
    byte[] octets = Files.readAllBytes(file);
    for (int length = octets.length - 1; length > 0; length -= 997) {
      Files.write(file, Arrays.copyOf(octets, length));
      assertThat(find(file, "user250@example.com"))
          .satisfiesAnyOf(
              found -> assertThat(found).isEqualTo("value 250"),
              damaged -> assertThat(damaged).startsWith("DEFERRED LMDB: Unable to open"));
    }
  }

  @Test
  void anyDamageBringsAnAnswer() throws Exception {
    List<String> single = new ArrayList<>(List.of(many(300)));
    single.addAll(List.of("large", "x".repeat(30_000)));
    List<String> several = new ArrayList<>(List.of(many(300)));
    IntStream.range(0, 900).forEach(i -> several.addAll(List.of("dup", "" + i)));
    List<byte[]> files =
        List.of(
            Files.readAllBytes(load("", single.toArray(String[]::new))),
            Files.readAllBytes(load("dupsort=1\n", several.toArray(String[]::new))));
    Path file = directory.resolve("damaged.db");
    Random random = new Random(20261121);
    int damaged = 0;
    for (int round = 0; round < 3000; round++) {
      byte[] broken = files.get(round % 2).clone();
      ByteBuffer buffer = ByteBuffer.wrap(broken);
      for (int i = 0; i <= round / 2 % 8; i++) {
        // Headers and offsets, where damage tells, stand at the beginnings of pages.
        int page = random.nextInt(broken.length / 4096) * 4096;
        int at = page + random.nextInt(random.nextBoolean() ? 160 : 4088);
        switch (random.nextInt(3)) {
          case 0 -> buffer.put(at, (byte) random.nextInt());
          case 1 -> buffer.putInt(at, random.nextInt());
          default -> buffer.putLong(at, random.nextBoolean() ? -1L : random.nextLong());
        }
      }
      Files.write(file, broken);
      for (String key : List.of("user7@example.com", "large", "dup")) {
        damaged += text(answer(file.toString(), key)).startsWith("DEFERRED") ? 1 : 0;
      }
    }
    assertThat(damaged).isGreaterThan(100);
  }

  @Test
  void namesOfFilesMayBeOctetsBeyondAscii() throws Exception {
    Path file = Files.move(load("", "key", "value"), directory.resolve("caf\u00e9.db"));
    String octets =
        new String(file.toString().getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    assertThat(text(answer(octets, "key"))).isEqualTo("value");
  }
}
