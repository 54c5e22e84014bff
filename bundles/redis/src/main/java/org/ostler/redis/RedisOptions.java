// SPDX-License-Identifier: Apache-2.0
package org.ostler.redis;

import java.util.List;
import org.osgi.annotation.bundle.Capability;
import org.osgi.service.component.annotations.Component;
import org.ostler.api.option.Option;
import org.ostler.api.option.OptionSet;

/** The main options of Redis. */
@Component
@Capability(
    namespace = "ostler.word",
    attribute = {"kind=option.main", "word:List<String>=\"redis_servers\""})
public final class RedisOptions implements OptionSet {
  /** A list of servers, each {@code host:port(socket)/database/password}. */
  static final Option<String> SERVERS = Option.string("redis_servers", null);

  @Override
  public Place place() {
    return Place.MAIN;
  }

  @Override
  public List<Option<?>> options() {
    return List.of(SERVERS);
  }
}
