// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class BelowTlsTest {
  /**
   * A peer that always has one more octet when a while has passed on its clock, which overflows
   * soon, as the machine's may.
   */
  private static final class Dripping implements Link {
    private static final Duration BETWEEN_OCTETS = Duration.ofMillis(3);

    private final List<Duration> limits = new ArrayList<>();
    private long nanos = Long.MAX_VALUE - Duration.ofMillis(10).toNanos();

    @Override
    public InputStream input() {
      return new InputStream() {
        @Override
        public int read() {
          throw new AssertionError("octet by octet");
        }

        @Override
        public int available() {
          return 1;
        }

        @Override
        public int read(byte[] octets, int from, int length) {
          nanos += BETWEEN_OCTETS.toNanos();
          return 1;
        }
      };
    }

    @Override
    public OutputStream output() {
      return OutputStream.nullOutputStream();
    }

    @Override
    public void readTimeout(Duration limit) {
      limits.add(limit);
    }

    @Override
    public boolean isNetwork() {
      return true;
    }

    @Override
    public void close() {}
  }

  @Test
  @Timeout(30)
  void octetsThatDripMoveNoDeadline() throws Exception {
    Dripping peer = new Dripping();
    BelowTls channel = new BelowTls(peer, () -> peer.nanos);
    channel.readTimeout(Duration.ofMillis(20));
    byte[] record = new byte[100];
    assertThatThrownBy(
            () -> {
              while (channel.input().read(record) > 0) {
                assertThat(peer.limits.getLast()).isPositive();
              }
            })
        .isInstanceOf(SocketTimeoutException.class);
    assertThat(peer.limits.stream().map(Duration::toMillis))
        .containsExactly(20L, 17L, 14L, 11L, 8L, 5L, 2L);
    channel.readTimeout(Duration.ofSeconds(20));
    assertThat(channel.input().read(record)).isPositive();
  }

  @Test
  void whatHasComeMayBeReadAtAnyTime() throws Exception {
    BelowTls channel = new BelowTls(new Dripping());
    assertThatThrownBy(() -> channel.input().read()).isInstanceOf(SocketTimeoutException.class);
    assertThat(channel.input().available()).isPositive();
    assertThat(channel.input().read()).isZero();
  }
}
