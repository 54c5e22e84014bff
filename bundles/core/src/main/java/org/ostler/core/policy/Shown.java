// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.policy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ostler.api.option.Option;
import org.ostler.api.option.Settings;

/**
 * What {@code -bP} and {@code -bV} show of a configuration and of what it could use.
 *
 * @param main the main options
 * @param routers by name, in order
 * @param transports by name, in order
 * @param authenticators by name, in order
 * @param lookups the lookup types that are built in
 * @param routerDrivers those that are built in
 * @param transportDrivers those that are built in
 * @param authenticatorDrivers those that are built in
 */
public record Shown(
    List<Option<?>> main,
    Map<String, Part> routers,
    Map<String, Part> transports,
    Map<String, Part> authenticators,
    List<String> lookups,
    List<String> routerDrivers,
    List<String> transportDrivers,
    List<String> authenticatorDrivers) {
  /**
   * A router, a transport or an authenticator.
   *
   * @param generic options that all of its kind have
   * @param own options of its driver
   */
  public record Part(List<Option<?>> generic, List<Option<?>> own, Settings settings) {}

  public Shown {
    main = List.copyOf(main);
    routers = new LinkedHashMap<>(routers);
    transports = new LinkedHashMap<>(transports);
    authenticators = new LinkedHashMap<>(authenticators);
    lookups = List.copyOf(lookups);
    routerDrivers = List.copyOf(routerDrivers);
    transportDrivers = List.copyOf(transportDrivers);
    authenticatorDrivers = List.copyOf(authenticatorDrivers);
  }
}
