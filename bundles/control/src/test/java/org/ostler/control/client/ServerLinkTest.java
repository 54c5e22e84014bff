// SPDX-License-Identifier: Apache-2.0
package org.ostler.control.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.ostler.api.command.Command;
import org.ostler.api.command.Invocation;
import org.ostler.control.server.SocketHouse;

/** Client and server over a real Unix socket. */
@Timeout(30)
class ServerLinkTest {
  @TempDir Path data;
  private final ByteArrayOutputStream output = new ByteArrayOutputStream();
  private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

  /** What a command does with its call. */
  @FunctionalInterface
  private interface Work {
    int run(Invocation invocation) throws Exception;
  }

  private static Command command(String word, Work work) {
    return new Command() {
      @Override
      public List<String> words() {
        return List.of(word);
      }

      @Override
      public int run(Invocation invocation) throws InterruptedException {
        try {
          return work.run(invocation);
        } catch (InterruptedException stop) {
          throw stop;
        } catch (Exception wrong) {
          throw new IllegalStateException(wrong);
        }
      }
    };
  }

  private int call(SocketHouse house, String input, String... words) throws IOException {
    InputStream in = new ByteArrayInputStream(input.getBytes(ISO_8859_1));
    return new ServerLink(house.path(), in, output, errors).run(List.of(words));
  }

  @Test
  void carriesWordsUserAndDirectory() throws Exception {
    AtomicReference<Invocation> seen = new AtomicReference<>();
    Command command =
        command(
            "-x",
            call -> {
              seen.set(call);
              return 7;
            });
    try (SocketHouse house = new SocketHouse(data, command)) {
      assertThat(call(house, "", "-x", "größe", "")).isEqualTo(7);
    }
    String octets = new String("größe".getBytes(UTF_8), ISO_8859_1);
    assertThat(seen.get().arguments()).containsExactly("-x", octets, "");
    assertThat(seen.get().user()).isEqualTo(System.getProperty("user.name"));
    assertThat(seen.get().directory()).isEqualTo(Path.of("").toAbsolutePath());
  }

  @Test
  void onlyItsOwnerCanOpenTheSocket() throws Exception {
    try (SocketHouse house = new SocketHouse(data)) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(house.path())))
          .isEqualTo("rw-------");
    }
    assertThat(data.resolve("control.sock")).doesNotExist();
  }

  @Test
  void carriesInputOutputAndErrors() throws Exception {
    Command echo =
        command(
            "echo",
            call -> {
              byte[] all = call.input().readAllBytes();
              call.output().write(all);
              call.errors().write(("got " + all.length).getBytes(UTF_8));
              return 0;
            });
    try (SocketHouse house = new SocketHouse(data, echo)) {
      assertThat(call(house, "octets \u0000\u00ff\r\n", "echo")).isZero();
    }
    assertThat(output.toString(ISO_8859_1)).isEqualTo("octets \u0000\u00ff\r\n");
    assertThat(errors.toString(UTF_8)).isEqualTo("got 11");
  }

  @Test
  void showsPromptsBeforeItWaitsForInput() throws Exception {
    Command prompting =
        command(
            "ask",
            call -> {
              call.output().write("> ".getBytes(UTF_8));
              return call.input().read();
            });
    PipedOutputStream typed = new PipedOutputStream();
    InputStream terminal = new PipedInputStream(typed);
    CountDownLatch prompted = new CountDownLatch(1);
    OutputStream screen =
        new OutputStream() {
          @Override
          public void write(int octet) {
            prompted.countDown();
          }
        };
    try (SocketHouse house = new SocketHouse(data, prompting)) {
      CompletableFuture<Integer> code =
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  return new ServerLink(house.path(), terminal, screen, errors).run(List.of("ask"));
                } catch (IOException wrong) {
                  throw new IllegalStateException(wrong);
                }
              },
              Thread::startVirtualThread);
      assertThat(prompted.await(20, TimeUnit.SECONDS)).isTrue();
      typed.write('A');
      typed.flush();
      assertThat(code.get(20, TimeUnit.SECONDS)).isEqualTo('A');
    }
  }

  @Test
  void carriesBigOutput() throws Exception {
    byte[] block = new byte[1 << 16];
    Command big =
        command(
            "big",
            call -> {
              for (int i = 0; i < 512; i++) {
                block[0] = (byte) i;
                call.output().write(block);
              }
              return 0;
            });
    try (SocketHouse house = new SocketHouse(data, big)) {
      assertThat(call(house, "", "big")).isZero();
    }
    assertThat(output.size()).isEqualTo(512 << 16);
    assertThat(output.toByteArray()[511 << 16]).isEqualTo((byte) 511);
  }

  @Test
  void endsWhenNobodyReadsTheOutput() throws Exception {
    CountDownLatch ended = new CountDownLatch(1);
    Command endless =
        command(
            "endless",
            call -> {
              try {
                while (true) {
                  call.output().write(new byte[8192]);
                }
              } catch (IOException gone) {
                ended.countDown();
                return 0;
              }
            });
    OutputStream closed =
        new OutputStream() {
          @Override
          public void write(int octet) throws IOException {
            throw new IOException("Broken pipe");
          }
        };
    try (SocketHouse house = new SocketHouse(data, endless)) {
      InputStream none = new ByteArrayInputStream(new byte[0]);
      assertThat(new ServerLink(house.path(), none, closed, errors).run(List.of("endless")))
          .isEqualTo(141);
      assertThat(ended.await(20, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void toldCommandsThatTheClientWentAway() throws Exception {
    CompletableFuture<String> end = new CompletableFuture<>();
    Command reading =
        command(
            "r",
            call -> {
              try {
                call.input().readAllBytes();
                end.complete("whole input");
              } catch (IOException gone) {
                end.complete("gone");
              }
              return 0;
            });
    try (SocketHouse house = new SocketHouse(data, reading)) {
      try (SocketChannel raw = SocketChannel.open(UnixDomainSocketAddress.of(house.path()))) {
        raw.write(ByteBuffer.wrap(new byte[] {0, 0, 0, 0, 1, 'r', 2, 0, 0, 0, 1, '/'}));
        raw.write(ByteBuffer.wrap(new byte[] {3, 0, 0, 0, 4, 'h', 'a'}));
      }
      assertThat(end.get(20, TimeUnit.SECONDS)).isEqualTo("gone");
    }
  }

  @Test
  void servesTwoAtOnce() throws Exception {
    CyclicBarrier both = new CyclicBarrier(2);
    Command meeting =
        command(
            "meet",
            call -> {
              both.await(20, TimeUnit.SECONDS);
              call.output().write(call.arguments().get(1).getBytes(UTF_8));
              return 0;
            });
    try (SocketHouse house = new SocketHouse(data, meeting)) {
      List<CompletableFuture<String>> answers =
          List.of(answer(house, "meet", "one"), answer(house, "meet", "two"));
      assertThat(answers.get(0).get(20, TimeUnit.SECONDS)).isEqualTo("one");
      assertThat(answers.get(1).get(20, TimeUnit.SECONDS)).isEqualTo("two");
    }
  }

  private static CompletableFuture<String> answer(SocketHouse house, String... words) {
    return CompletableFuture.supplyAsync(
        () -> {
          ByteArrayOutputStream own = new ByteArrayOutputStream();
          InputStream none = new ByteArrayInputStream(new byte[0]);
          try {
            new ServerLink(house.path(), none, own, own).run(List.of(words));
          } catch (IOException wrong) {
            throw new IllegalStateException(wrong);
          }
          return own.toString(UTF_8);
        },
        Thread::startVirtualThread);
  }

  @Test
  void tellsUnknownWordsAndBugsInOneSentence() throws Exception {
    Command broken =
        command(
            "broken",
            call -> {
              throw new IOException("the roof leaks");
            });
    try (SocketHouse house = new SocketHouse(data, broken)) {
      assertThat(call(house, "", "nonsense")).isEqualTo(64);
      assertThat(errors.toString(UTF_8))
          .isEqualTo("ostler: unknown word \"nonsense\"; the server knows broken\n");
      errors.reset();
      assertThat(call(house, "", "broken")).isEqualTo(70);
      assertThat(errors.toString(UTF_8))
          .startsWith("ostler: broken failed inside the server; its log has the details")
          .hasLineCount(1);
    }
  }

  @Test
  void refusesWhatIsNoFrame() throws Exception {
    Command any = command("any", call -> 0);
    try (SocketHouse house = new SocketHouse(data, any)) {
      try (SocketChannel raw = SocketChannel.open(UnixDomainSocketAddress.of(house.path()))) {
        raw.write(ByteBuffer.wrap("GET / HTTP/1.0\r\n\r\n".getBytes(UTF_8)));
        assertThat(isClosed(raw)).isTrue();
      }
      assertThat(call(house, "", "any")).isZero();
    }
  }

  private static boolean isClosed(SocketChannel channel) {
    try {
      return channel.read(ByteBuffer.allocate(10)) < 0;
    } catch (IOException reset) {
      return true;
    }
  }

  @Test
  void replacesTheSocketOfAKilledServer() throws Exception {
    Files.writeString(data.resolve("control.sock"), "");
    try (SocketHouse house = new SocketHouse(data, command("any", call -> 3))) {
      assertThat(call(house, "", "any")).isEqualTo(3);
    }
  }

  @Test
  void saysWhenTheSocketCannotBeMade() {
    Path deep = data.resolve("d".repeat(100));
    assertThatThrownBy(() -> new SocketHouse(deep))
        .hasMessageStartingWith("cannot open the control socket " + deep);
  }
}
