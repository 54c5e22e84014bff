// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.log;

import org.ostler.core.mail.Situation;
import org.ostler.language.list.Witness;

/** What the main log hears of host lists that have no trace: names and addresses not found. */
public record ListNotes(Log log, Situation situation) implements Witness {
  @Override
  public boolean isTracing() {
    return false;
  }

  @Override
  public void trace(String line) {
    // Nobody hears it.
  }

  @Override
  public void log(String line) {
    log.main(situation.envelope().queueId(), line);
  }

  @Override
  public void noName(String address) {
    if (log.selects(LogSelector.HOST_LOOKUP_FAILED)) {
      log("no host name found for IP address " + address);
    }
  }

  @Override
  public void unknown(String reason) {
    if (log.selects(LogSelector.UNKNOWN_IN_LIST)) {
      log("list matching forced to fail: " + reason);
    }
  }

  @Override
  public void noAddress(String name) {
    if (log.selects(LogSelector.HOST_LOOKUP_FAILED)) {
      String host = PeerText.fullHost(situation.peer(), log);
      String during = host == null ? "" : " (during SMTP connection from " + host + ")";
      log("no IP address found for host " + name + during);
    }
  }
}
