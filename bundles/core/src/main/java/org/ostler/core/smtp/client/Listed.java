// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.client;

import org.ostler.api.list.MatchList;
import org.ostler.api.option.Option;
import org.ostler.api.option.Settings;
import org.ostler.api.transport.Cause;
import org.ostler.core.mail.Situation;

/** Lists of domains and of hosts of a transport. */
final class Listed {
  private Listed() {}

  static boolean has(
      Settings settings, Option<MatchList> option, String subject, Situation situation)
      throws InterruptedException, Rejected {
    MatchList list = settings.find(option).orElse(null);
    if (list == null) {
      return false;
    }
    return switch (list.test(subject, situation)) {
      case MatchList.Match.Matched ignored -> true;
      case MatchList.Match.Unmatched ignored -> false;
      case MatchList.Match.Deferred deferred -> throw new Rejected(Cause.DNS, deferred.message());
      case MatchList.Match.Failed failed -> throw new Rejected(Cause.EXPANSION, failed.message());
    };
  }
}
