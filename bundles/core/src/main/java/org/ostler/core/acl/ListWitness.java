// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.acl;

import org.ostler.core.log.LogSelector;
import org.ostler.core.log.PeerText;
import org.ostler.language.list.Witness;

/** Tells traces and the main log how the lists of conditions are decided. */
record ListWitness(Course course) implements Witness {
  @Override
  public boolean isTracing() {
    return course.traced;
  }

  @Override
  public void trace(String line) {
    course.say(line);
  }

  @Override
  public void log(String line) {
    course.log().main(course.situation.envelope().queueId(), line);
  }

  @Override
  public void noAddress(String name) {
    if (course.log().selects(LogSelector.HOST_LOOKUP_FAILED)) {
      String host = PeerText.fullHost(course.situation.peer(), course.log());
      String during = host == null ? "" : " (during SMTP connection from " + host + ")";
      log("no IP address found for host " + name + during);
    }
  }
}
