// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.acl;

import org.ostler.api.acl.Condition;
import org.ostler.api.acl.Modifier;
import org.ostler.api.option.InvalidArgument;

/** Words that features bring. */
final class FeatureWork {
  private FeatureWork() {}

  static Step.Work of(Condition condition) {
    return (argument, course) ->
        switch (condition.test(argument, course.situation)) {
          case Condition.Verdict.Met met -> Result.OK;
          case Condition.Verdict.NotMet notMet -> {
            if (!notMet.logMessage().isEmpty()) {
              course.logMessage = notMet.logMessage();
            }
            yield Result.FAIL;
          }
          case Condition.Verdict.Deferred deferred -> course.defer(deferred.logMessage());
          case Condition.Verdict.Failed failed -> course.error(failed.logMessage());
        };
  }

  static Step.Work of(Modifier modifier) {
    return (argument, course) -> {
      try {
        modifier.apply(argument, course.situation);
        return Result.OK;
      } catch (InvalidArgument e) {
        return course.error(String.valueOf(e.getMessage()));
      }
    };
  }
}
