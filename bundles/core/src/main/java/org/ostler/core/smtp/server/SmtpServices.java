// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.server;

import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.ostler.core.acl.HostTrace;
import org.ostler.core.contribution.Features;
import org.ostler.core.log.Log;
import org.ostler.core.queue.Intake;
import org.ostler.core.receive.HeaderBudget;

/**
 * What sessions need from the house.
 *
 * @param trace who hears how lists of hosts are decided, for {@code -bh}
 * @param features what features add to sessions
 * @param headers the memory for header sections of all sessions together
 * @param etrnUnderWay the arguments of ETRN commands whose work is not over
 * @param policy the configuration in force, asked once at the start of each session
 */
public record SmtpServices(
    Supplier<SmtpPolicy> policy,
    Intake intake,
    Log log,
    HostLookup hosts,
    EtrnRunner etrn,
    InstantSource clock,
    HostTrace trace,
    Features features,
    HeaderBudget headers,
    Set<String> etrnUnderWay) {

  /** With a part of the heap for header sections. */
  public SmtpServices(
      Supplier<SmtpPolicy> policy,
      Intake intake,
      Log log,
      HostLookup hosts,
      EtrnRunner etrn,
      InstantSource clock,
      Features features) {
    this(policy, intake, log, hosts, etrn, clock, HostTrace.NONE, features);
  }

  /** The same for sessions whose traces somebody hears. */
  public SmtpServices(
      Supplier<SmtpPolicy> policy,
      Intake intake,
      Log log,
      HostLookup hosts,
      EtrnRunner etrn,
      InstantSource clock,
      HostTrace trace,
      Features features) {
    this(
        policy,
        intake,
        log,
        hosts,
        etrn,
        clock,
        trace,
        features,
        HeaderBudget.HEAP,
        ConcurrentHashMap.newKeySet());
  }
}
