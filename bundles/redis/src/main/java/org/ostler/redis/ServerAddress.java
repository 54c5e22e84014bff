// SPDX-License-Identifier: Apache-2.0
package org.ostler.redis;

import org.jspecify.annotations.Nullable;
import org.ostler.api.option.InvalidArgument;

/**
 * A server as {@code redis_servers} names it: {@code host:port(socket)/database/password}. Both
 * slashes must be there; port, socket, database and password may be left out. An IPv6 address with
 * a port stands in brackets.
 *
 * @param host its name or address; empty beside a socket
 * @param port 1 to 65535
 * @param socket the path of a Unix socket, or null
 * @param database 0 or more
 * @param password null when none is sent
 */
record ServerAddress(
    String host, int port, @Nullable String socket, int database, @Nullable String password) {
  private static final int USUAL_PORT = 6379;
  private static final int LAST_PORT = 65_535;

  static ServerAddress parse(String text) throws InvalidArgument {
    int password = text.lastIndexOf('/');
    int database = text.lastIndexOf('/', password - 1);
    if (database < 0) {
      throw new InvalidArgument("incomplete Redis server data: " + withoutPassword(text, password));
    }
    String place = text.substring(0, database);
    String socket = null;
    int bracket = place.indexOf('(');
    if (bracket >= 0) {
      int end = place.indexOf(')', bracket);
      socket = place.substring(bracket + 1, end < 0 ? place.length() : end);
      place = place.substring(0, bracket);
    }
    if (place.indexOf('/') >= 0) {
      throw new InvalidArgument("unexpected slash in Redis server hostname: " + place);
    }
    int colon = place.startsWith("[") ? place.indexOf("]:") + 1 : place.indexOf(':');
    String host = colon > 0 ? place.substring(0, colon) : place;
    int port = colon > 0 ? port(place.substring(colon + 1), place) : USUAL_PORT;
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    }
    if (host.isEmpty() && socket == null) {
      throw new InvalidArgument("a Redis server without a host: " + text.substring(0, password));
    }
    String secret = text.substring(password + 1);
    return new ServerAddress(
        host,
        port,
        socket,
        number(text.substring(database + 1, password)),
        secret.isEmpty() ? null : secret);
  }

  private static String withoutPassword(String text, int slash) {
    return slash < 0 ? text : text.substring(0, slash);
  }

  private static int port(String text, String place) throws InvalidArgument {
    try {
      int port = Integer.parseInt(text);
      if (port > 0 && port <= LAST_PORT) {
        return port;
      }
    } catch (NumberFormatException e) {
      // told below, as a number out of range is
    }
    throw new InvalidArgument("a Redis server with a wrong port: " + place);
  }

  private static int number(String text) throws InvalidArgument {
    try {
      return text.isEmpty() ? 0 : Integer.parseUnsignedInt(text);
    } catch (NumberFormatException e) {
      throw new InvalidArgument("the number of a Redis database is none: " + text);
    }
  }

  /** Another node of the same cluster. */
  ServerAddress node(String nodeHost, int nodePort) {
    return new ServerAddress(nodeHost.isEmpty() ? host : nodeHost, nodePort, null, 0, password);
  }

  /** Where it is, without the password. */
  @Override
  public String toString() {
    return socket == null ? host + ":" + port : socket;
  }
}
