// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.server;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.ostler.api.list.MatchList;
import org.ostler.api.option.Option;
import org.ostler.api.smtp.Preamble;

/**
 * A preamble that a configuration may ask for; kept with it, so that connections which must begin
 * with one are not taken for others while the feature is away.
 *
 * @param hosts the hosts that begin with it
 * @param timeout for the whole of it
 */
public record PreambleWord(String name, Option<MatchList> hosts, Option<Duration> timeout) {
  public static List<PreambleWord> of(Collection<Preamble> preambles) {
    return preambles.stream()
        .map(one -> new PreambleWord(one.name(), one.hosts(), one.timeout()))
        .toList();
  }
}
