// SPDX-License-Identifier: Apache-2.0
package org.ostler.proxy.protocol;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.osgi.annotation.bundle.Capability;
import org.osgi.service.component.annotations.Component;
import org.ostler.api.list.MatchList;
import org.ostler.api.option.Option;
import org.ostler.api.option.OptionSet;

/** The main options of the PROXY protocol. */
@Component
@Capability(
    namespace = "ostler.word",
    attribute = {
      "kind=option.main",
      "word:List<String>=\"hosts_proxy,proxy_required_hosts,proxy_protocol_timeout\""
    })
public final class ProxyOptions implements OptionSet {
  /** The hosts that must begin with a header. */
  static final Option<MatchList> HOSTS = Option.hosts("hosts_proxy", null);

  /** For the whole header. */
  static final Option<Duration> TIMEOUT = Option.time("proxy_protocol_timeout", "3s");

  @Override
  public Place place() {
    return Place.MAIN;
  }

  @Override
  public List<Option<?>> options() {
    return List.of(HOSTS, TIMEOUT);
  }

  @Override
  public Map<String, String> formerNames() {
    return Map.of("proxy_required_hosts", "hosts_proxy");
  }
}
