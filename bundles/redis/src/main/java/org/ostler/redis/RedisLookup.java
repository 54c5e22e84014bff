// SPDX-License-Identifier: Apache-2.0
package org.ostler.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.bundle.Capability;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.ostler.api.list.ListItems;
import org.ostler.api.lookup.Lookup;
import org.ostler.api.lookup.Quoting;
import org.ostler.api.option.InvalidArgument;
import org.ostler.api.option.Settings;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.exceptions.JedisAskDataException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisMovedDataException;

/**
 * <code>${lookup redis{GET key}}</code>: the reply of the first server of {@code redis_servers}
 * that can be reached. A node of a cluster that sends the query to another node is followed.
 */
@Component
@Capability(
    namespace = "ostler.word",
    attribute = {"kind=lookup", "word:List<String>=\"redis\""})
public final class RedisLookup implements Lookup, Quoting {
  private static final int MOST_REDIRECTIONS = 5;
  private static final String SERVERS = "servers=";

  private final Map<ServerAddress, Server> servers = new ConcurrentHashMap<>();

  @Override
  public String name() {
    return "redis";
  }

  @Override
  public Style style() {
    return Style.QUERY;
  }

  @Override
  public @Nullable String quote(String text, String option) {
    return option.isEmpty() ? Query.quote(text) : null;
  }

  @Override
  public boolean isPlain(String text) {
    return Query.quote(text).equals(text);
  }

  @Override
  public Prepared prepare(List<String> options, Settings main) throws InvalidArgument {
    List<String> list = items(main.find(RedisOptions.SERVERS).orElse(""));
    List<String> chosen = list;
    for (String option : options) {
      if (!option.startsWith(SERVERS)) {
        throw new InvalidArgument("the lookup redis has no option \"" + option + "\"");
      }
      chosen = chosen(items(option.substring(SERVERS.length())), list);
    }
    List<String> asked = chosen;
    return (query, _, _) -> find(asked, query.value());
  }

  /** Names of servers stand for those of the list; what has slashes is a server by itself. */
  private static List<String> chosen(List<String> names, List<String> list) throws InvalidArgument {
    List<String> chosen = new ArrayList<>();
    for (String name : names) {
      chosen.add(
          name.indexOf('/') >= 0
              ? name
              : list.stream()
                  .filter(server -> server.startsWith(name + "/"))
                  .findFirst()
                  .orElseThrow(
                      () -> new InvalidArgument("there is no " + name + " among redis_servers")));
    }
    return chosen;
  }

  private Answer find(List<String> addresses, String text) throws InterruptedException {
    if (addresses.isEmpty()) {
      return new Answer.Deferred("no REDIS servers defined (redis_servers option)");
    }
    String reason = "";
    try {
      Query query = Query.parse(text);
      for (String address : addresses) {
        try {
          return answer(ServerAddress.parse(address), query);
        } catch (Server.Unreachable e) {
          reason = String.valueOf(e.getMessage());
        }
      }
    } catch (InvalidArgument e) {
      return new Answer.Deferred(String.valueOf(e.getMessage()));
    }
    return new Answer.Deferred(reason);
  }

  private Answer answer(ServerAddress first, Query query)
      throws Server.Unreachable, InterruptedException {
    ServerAddress address = first;
    boolean asking = false;
    for (int i = 0; i <= MOST_REDIRECTIONS; i++) {
      HostAndPort node;
      try {
        return ReplyText.answer(server(address).ask(query, asking));
      } catch (JedisMovedDataException e) {
        node = e.getTargetNode();
        asking = false;
      } catch (JedisAskDataException e) {
        node = e.getTargetNode();
        asking = true;
      } catch (JedisDataException e) {
        return new Answer.Deferred("REDIS: query failed: " + e.getMessage());
      }
      address = address.node(node.getHost(), node.getPort());
    }
    throw new Server.Unreachable("REDIS: the nodes of the cluster send each other's queries on");
  }

  private Server server(ServerAddress address) {
    return servers.computeIfAbsent(address, Server::new);
  }

  /** Ends all connections. */
  @Deactivate
  public void close() {
    servers.values().forEach(Server::close);
    servers.clear();
  }

  private static List<String> items(String list) {
    return ListItems.of(list).stream().filter(item -> !item.isEmpty()).toList();
  }
}
