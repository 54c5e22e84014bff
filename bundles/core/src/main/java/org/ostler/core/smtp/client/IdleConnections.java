// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.client;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.apache.commons.pool2.BaseKeyedPooledObjectFactory;
import org.apache.commons.pool2.PooledObject;
import org.apache.commons.pool2.impl.DefaultPooledObject;
import org.apache.commons.pool2.impl.GenericKeyedObjectPool;
import org.apache.commons.pool2.impl.GenericKeyedObjectPoolConfig;
import org.ostler.core.thread.Turns;

/**
 * Connections that wait a moment for the next message to the same place. Safe for many threads. The
 * number of connections a host is limited by the queue, not here.
 */
public final class IdleConnections implements AutoCloseable {
  // Long enough for a queue run to pass the next message on, short enough not to occupy other
  // people's servers.
  private static final Duration IDLE = Duration.ofSeconds(3);

  // The pool makes a connection on the thread that wants one, but knows its key alone.
  private static final ScopedValue<Opening> OPENING = ScopedValue.newInstance();

  private final ScheduledThreadPoolExecutor clock =
      new ScheduledThreadPoolExecutor(
          1, Thread.ofPlatform().daemon().name("smtp-deadlines").factory());
  private final Deadlines deadlines = new Deadlines(clock);
  private final GenericKeyedObjectPool<Dialog, ClientConnection> pool;

  private final Turns turns = new Turns();

  /** Connections to hosts of {@code serialize_hosts}. */
  Turns turns() {
    return turns;
  }

  public IdleConnections() {
    GenericKeyedObjectPoolConfig<ClientConnection> config = new GenericKeyedObjectPoolConfig<>();
    config.setJmxEnabled(false);
    config.setMaxTotal(-1);
    config.setMaxTotalPerKey(-1);
    config.setMaxIdlePerKey(64);
    config.setLifo(true);
    config.setMinEvictableIdleDuration(IDLE);
    config.setTimeBetweenEvictionRuns(Duration.ofSeconds(1));
    config.setNumTestsPerEvictionRun(-1);
    pool = new GenericKeyedObjectPool<>(new Factory(deadlines), config);
  }

  /** What ends calls that block for too long. */
  Deadlines deadlines() {
    return deadlines;
  }

  /** A new connection that the caller closes. */
  ClientConnection fresh(Dialog dialog, Opening opening) throws HostFailure {
    return open(dialog, deadlines, opening);
  }

  private static ClientConnection open(Dialog dialog, Deadlines deadlines, Opening opening)
      throws HostFailure {
    opening.events().connecting();
    String verb = dialog.lmtp() ? "LHLO" : dialog.esmtp() ? "EHLO" : "HELO";
    TcpStream plain = TcpStream.connect(dialog, deadlines);
    TlsHandshake handshake = opening.handshake();
    return ClientConnection.greeted(
        plain,
        new ClientConnection.Hello(verb, dialog.helo(), dialog.commandTimeout()),
        opening.events(),
        dialog.security(),
        handshake == null ? null : () -> handshake.run(plain, dialog));
  }

  /** A waiting connection, or a new one, on behalf of {@code opening}. */
  ClientConnection take(Dialog dialog, Opening opening) throws HostFailure {
    try {
      return ScopedValue.where(OPENING, opening).call(() -> pool.borrowObject(dialog));
    } catch (HostFailure failure) {
      throw failure;
    } catch (Exception bug) {
      throw new IllegalStateException(bug);
    }
  }

  /** Gives a connection back; one that is broken or has done its share is closed. */
  void giveBack(Dialog dialog, ClientConnection connection, boolean reusable) {
    if (reusable && !connection.isBroken()) {
      pool.returnObject(dialog, connection);
      return;
    }
    try {
      pool.invalidateObject(dialog, connection);
    } catch (Exception bug) {
      throw new IllegalStateException(bug);
    }
  }

  @Override
  public void close() {
    pool.close();
    clock.shutdownNow();
  }

  private static final class Factory
      extends BaseKeyedPooledObjectFactory<Dialog, ClientConnection> {
    private final Deadlines deadlines;

    Factory(Deadlines deadlines) {
      this.deadlines = deadlines;
    }

    @Override
    public ClientConnection create(Dialog dialog) throws HostFailure {
      return open(dialog, deadlines, OPENING.orElse(Opening.PLAIN));
    }

    @Override
    public PooledObject<ClientConnection> wrap(ClientConnection connection) {
      return new DefaultPooledObject<>(connection);
    }

    @Override
    public void destroyObject(Dialog dialog, PooledObject<ClientConnection> object) {
      object.getObject().quit();
    }
  }
}
