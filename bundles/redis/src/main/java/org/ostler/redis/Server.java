// SPDX-License-Identifier: Apache-2.0
package org.ostler.redis;

import java.io.IOException;
import java.time.Duration;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.apache.commons.pool2.PooledObject;
import org.apache.commons.pool2.impl.GenericObjectPoolConfig;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.Connection;
import redis.clients.jedis.ConnectionFactory;
import redis.clients.jedis.ConnectionPool;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.DefaultJedisSocketFactory;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.JedisSocketFactory;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisException;

/**
 * A server and its connections. One that could not be reached is left in peace for a second, so
 * that a dead one costs the many who ask no waiting. Safe for many threads.
 */
final class Server implements AutoCloseable {
  private static final int TIMEOUT = 5000;
  private static final int MOST_CONNECTIONS = 32;
  private static final Duration IDLE = Duration.ofSeconds(60);
  private static final Duration EVICTION = Duration.ofSeconds(30);
  private static final Duration REST = Duration.ofSeconds(1);

  /** A connection that lay idle for longer is tried before it is used. */
  private static final Duration TRUSTED = Duration.ofMillis(200);

  private final ServerAddress address;
  private final ConnectionPool pool;
  private volatile @Nullable Failure failure;

  private record Failure(long nanos, String reason) {}

  /** The server was not reached, or did not answer in time. */
  static final class Unreachable extends Exception {
    private static final long serialVersionUID = 1L;

    Unreachable(String reason) {
      super(reason);
    }
  }

  Server(ServerAddress address) {
    this.address = address;
    JedisClientConfig config =
        DefaultJedisClientConfig.builder()
            .timeoutMillis(TIMEOUT)
            .password(address.password())
            .database(address.database())
            .clientSetInfoConfig(ClientSetInfoConfig.DISABLED)
            .build();
    GenericObjectPoolConfig<Connection> limits = new GenericObjectPoolConfig<>();
    limits.setMaxTotal(MOST_CONNECTIONS);
    limits.setMaxIdle(MOST_CONNECTIONS);
    limits.setMaxWait(Duration.ofMillis(TIMEOUT));
    limits.setTestOnBorrow(true);
    limits.setMinEvictableIdleDuration(IDLE);
    limits.setTimeBetweenEvictionRuns(EVICTION);
    limits.setJmxEnabled(false);
    pool = new ConnectionPool(new Factory(sockets(address, config), config), limits);
  }

  private static JedisSocketFactory sockets(ServerAddress address, JedisClientConfig config) {
    String path = address.socket();
    if (path == null) {
      return new DefaultJedisSocketFactory(new HostAndPort(address.host(), address.port()), config);
    }
    return () -> {
      try {
        return new UnixSocket(path, TIMEOUT);
      } catch (IOException e) {
        throw new JedisConnectionException(String.valueOf(e.getMessage()), e);
      }
    };
  }

  private static final class Factory extends ConnectionFactory {
    Factory(JedisSocketFactory sockets, JedisClientConfig config) {
      super(sockets, config);
    }

    @Override
    public boolean validateObject(PooledObject<Connection> pooled) {
      return pooled.getIdleDuration().compareTo(TRUSTED) < 0
          ? pooled.getObject().isConnected()
          : super.validateObject(pooled);
    }
  }

  /**
   * The reply to a query: a number, octets, a list of these, or null.
   *
   * @param asking whether the server was named by another one that hands its keys over
   * @throws redis.clients.jedis.exceptions.JedisDataException when the server answers an error
   */
  @Nullable Object ask(Query query, boolean asking) throws Unreachable, InterruptedException {
    Failure last = failure;
    if (last != null && System.nanoTime() - last.nanos < REST.toNanos()) {
      throw new Unreachable(last.reason);
    }
    try (Borrowed borrowed = borrow()) {
      if (asking) {
        borrowed.connection.executeCommand(Protocol.Command.ASKING);
      }
      if (query.changesConnection()) {
        borrowed.spent = true;
      }
      return borrowed.connection.executeCommand(query.arguments());
    } catch (JedisConnectionException e) {
      // Connections that wait are as dead as this one.
      pool.clear();
      throw new Unreachable("REDIS: no answer from " + address + ": " + reason(e));
    }
  }

  private Borrowed borrow() throws Unreachable, InterruptedException {
    try {
      Borrowed borrowed = new Borrowed(pool.getResource());
      failure = null;
      return borrowed;
    } catch (JedisException e) {
      if (e.getCause() instanceof InterruptedException) {
        throw (InterruptedException) new InterruptedException().initCause(e);
      }
      if (e.getCause() instanceof NoSuchElementException) {
        throw new Unreachable("REDIS: all connections to " + address + " are busy");
      }
      String reason = "REDIS: connection to " + address + " failed: " + reason(e);
      failure = new Failure(System.nanoTime(), reason);
      throw new Unreachable(reason);
    }
  }

  private static String reason(Throwable e) {
    Throwable cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return Optional.ofNullable(cause.getMessage()).orElse(cause.getClass().getSimpleName());
  }

  private static final class Borrowed implements AutoCloseable {
    private final Connection connection;
    private boolean spent;

    Borrowed(Connection connection) {
      this.connection = connection;
    }

    @Override
    public void close() {
      if (spent) {
        connection.setBroken(); // so the pool ends it
      }
      connection.close();
    }
  }

  @Override
  public void close() {
    pool.close();
  }
}
