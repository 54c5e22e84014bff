// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.acl;

import java.time.Duration;
import org.ostler.api.option.InvalidArgument;

/** {@code delay}. */
final class DelayWork {
  private DelayWork() {}

  static Step.Work make(String argument, Site site) throws InvalidArgument {
    return site.parsing(argument, DelayWork::parse, DelayWork::pause);
  }

  private static Duration parse(String text) throws InvalidArgument {
    long seconds = Times.seconds(text);
    if (seconds < 0) {
      throw new InvalidArgument(
          "syntax error in argument for \"delay\" modifier: \"" + text + "\" is not a time value");
    }
    return Duration.ofSeconds(seconds);
  }

  private static Result pause(Duration time, Course course) throws InterruptedException {
    if (course.traced) {
      course.say("delay modifier requests " + time.toSeconds() + "-second delay");
    }
    if (!course.situation.dry) {
      course.services().delays().pause(time, course.situation);
    } else if (course.traced) {
      course.say("delay skipped in -bh checking mode");
    }
    return Result.OK;
  }
}
