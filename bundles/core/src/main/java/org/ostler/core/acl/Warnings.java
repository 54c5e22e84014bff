// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.acl;

import java.util.HashSet;
import java.util.Set;
import org.ostler.api.mail.Slot;
import org.ostler.core.log.PeerText;
import org.ostler.core.mail.Situation;

/** What a {@code warn} statement says when its conditions hold: each line once a message. */
final class Warnings {
  private static final Slot<Set<String>> SAID =
      new Slot<>("acl.warnings", Slot.Scope.MESSAGE, HashSet::new);

  private Warnings() {}

  static void warn(Course course) {
    String user = course.userMessage;
    String text = course.logMessage;
    if (text != null && !text.equals(user)) {
      log(text, course);
    }
    if (user == null) {
      return;
    }
    if (PhaseNames.isAboutMessage(course.phase)) {
      HeaderChanges.add(user, course.situation);
    } else {
      course
          .log()
          .panic(
              course.situation.envelope().queueId(),
              "ACL \"warn\" with \"message\" setting found in a non-message ("
                  + PhaseNames.of(course.phase)
                  + ") ACL: cannot specify header lines here: message ignored");
    }
  }

  private static void log(String text, Course course) {
    Situation situation = course.situation;
    String line =
        PeerText.hostAndIdent(situation.peer(), course.log()) + " Warning: " + Printable.of(text);
    if (situation.value(SAID).add(line)) {
      course.log().main(situation.envelope().queueId(), line);
    }
  }
}
