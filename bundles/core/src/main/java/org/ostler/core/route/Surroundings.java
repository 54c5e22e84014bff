// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.route;

import java.time.InstantSource;
import java.util.random.RandomGenerator;
import org.ostler.api.dns.Resolver;
import org.ostler.core.log.Log;
import org.ostler.core.rewrite.Rewriter;
import org.ostler.language.list.Locality;

/**
 * What routers ask about the world.
 *
 * @param resolver for host names and MX records
 * @param hosts the host file and the addresses of this host
 * @param users its login names
 * @param clock for times
 * @param random shuffles hosts of equal preference
 * @param compiler for text inside options
 * @param log for what a router has to tell besides its answer
 * @param notices writes to people about errors
 * @param transports what transports there are
 * @param rewriter applies the rules of the rewrite section
 */
public record Surroundings(
    Resolver resolver,
    LocalHosts hosts,
    Users users,
    InstantSource clock,
    RandomGenerator random,
    Compiler compiler,
    Log log,
    Notices notices,
    TransportNames transports,
    Rewriter rewriter) {
  /** The same where these addresses are ours. */
  public Surroundings owning(Locality addresses) {
    return new Surroundings(
        resolver,
        hosts.owning(addresses),
        users,
        clock,
        random,
        compiler,
        log,
        notices,
        transports,
        rewriter);
  }
}
