// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.acl;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ostler.api.mail.QueueId;
import org.ostler.api.option.InvalidArgument;
import org.ostler.core.log.Log;
import org.ostler.core.mail.RefusalLog;
import org.ostler.language.text.Ascii;
import org.ostler.language.text.ListText;

/** {@code logwrite} and {@code log_reject_target}. */
final class LogWork {
  private static final Map<String, RefusalLog> NAMES =
      Map.of("main", RefusalLog.MAIN, "reject", RefusalLog.REJECT, "panic", RefusalLog.PANIC);

  private LogWork() {}

  static Step.Work logwrite(String argument, Site site) {
    return (text, course) -> {
      write(text.value(), course);
      return Result.OK;
    };
  }

  static Step.Work rejectTarget(String argument, Site site) throws InvalidArgument {
    return site.parsing(argument, text -> text, LogWork::retarget);
  }

  private static Result retarget(String text, Course course) {
    Set<RefusalLog> targets = EnumSet.noneOf(RefusalLog.class);
    for (String name : ListText.items(text)) {
      if (!add(name, targets)) {
        targets.add(RefusalLog.MAIN);
        targets.add(RefusalLog.PANIC);
        course
            .log()
            .panic(
                null,
                "unknown log name \""
                    + name
                    + "\" in \"log_reject_target\" in "
                    + PhaseNames.of(course.phase)
                    + " ACL");
      }
    }
    course.situation.refusalLogs = targets;
    return Result.OK;
  }

  private static void write(String text, Course course) {
    Set<RefusalLog> targets = EnumSet.noneOf(RefusalLog.class);
    int start = 0;
    int end = text.startsWith(":") ? text.indexOf(':', 1) : -1;
    if (end > 0) {
      for (String name : text.substring(1, end).split(",", -1)) {
        if (!name.isEmpty() && !add(name, targets)) {
          complain(text, course);
          return;
        }
      }
      start = end + 1;
    }
    if (targets.isEmpty()) {
      targets.add(RefusalLog.MAIN);
    }
    write(targets, Printable.of(text.substring(Ascii.skipSpace(text, start))), course);
  }

  private static void write(Set<RefusalLog> targets, String line, Course course) {
    QueueId id = course.situation.envelope().queueId();
    Log log = course.log();
    boolean main = targets.contains(RefusalLog.MAIN);
    if (targets.contains(RefusalLog.REJECT)) {
      if (main) {
        log.reject(id, line, List.of());
      } else {
        log.rejectOnly(id, line);
      }
    } else if (main && targets.contains(RefusalLog.PANIC)) {
      log.panic(id, line);
      return;
    } else if (main) {
      log.main(id, line);
    }
    if (targets.contains(RefusalLog.PANIC)) {
      log.panicOnly(id, line);
    }
  }

  private static boolean add(String name, Set<RefusalLog> targets) {
    RefusalLog log = NAMES.get(name);
    if (log != null) {
      targets.add(log);
    }
    return log != null;
  }

  private static void complain(String whole, Course course) {
    course
        .log()
        .panic(
            null,
            "unknown log name in \""
                + whole
                + "\" in \"logwrite\" in "
                + PhaseNames.of(course.phase)
                + " ACL");
  }
}
