// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.acl;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;
import org.ostler.api.option.InvalidArgument;
import org.ostler.core.log.PeerText;
import org.ostler.language.text.ListText;

/** {@code seen}: whether a key was met since, or before, a time. */
final class SeenCheck {
  private static final long REFRESH_SECONDS = 10L * 24 * 60 * 60;

  private SeenCheck() {}

  static Step.Work make(String argument, Site site) throws InvalidArgument {
    return site.parsing(argument, SeenCheck::parse, SeenCheck::test);
  }

  private static Spec parse(String text) throws InvalidArgument {
    ListText list = new ListText(text, '/');
    String first = list.next();
    boolean before = first != null && first.startsWith("-");
    long interval = first == null ? -1 : Times.seconds(before ? first.substring(1) : first);
    if (interval < 0) {
      throw new InvalidArgument("failed to parse '" + text + "'");
    }
    String key = null;
    Mode mode = Mode.USUAL;
    long refresh = REFRESH_SECONDS;
    for (String option = list.next(); option != null; option = list.next()) {
      if (option.startsWith("key=")) {
        key = option.substring("key=".length());
      } else if (option.equals("readonly")) {
        mode = Mode.READONLY;
      } else if (option.equals("write")) {
        mode = Mode.WRITE;
      } else if (option.startsWith("refresh=")) {
        refresh = Times.seconds(option.substring("refresh=".length()));
        if (refresh < 0) {
          throw new InvalidArgument("failed to parse '" + text + "'");
        }
      } else {
        throw new InvalidArgument("unrecognised option '" + option + "' in '" + text + "'");
      }
    }
    return new Spec(before, interval, key, mode, refresh);
  }

  private static Result test(Spec spec, Course course) {
    String key = "seen/" + (spec.key == null ? peer(course) : spec.key);
    long now = course.services().environment().clock().millis() / 1000;
    if (spec.mode == Mode.READONLY) {
      return Result.of(spec.holds(time(course.services().hints().get(key)), now));
    }
    boolean[] holds = new boolean[1];
    course
        .services()
        .hints()
        .update(
            key,
            text -> {
              long then = time(text);
              holds[0] = spec.holds(then, now);
              return spec.writes(then, now) ? String.valueOf(now) : text;
            });
    return Result.of(holds[0]);
  }

  /** When the key was met, or -1. */
  private static long time(@Nullable String text) {
    try {
      return text == null ? -1 : Long.parseLong(text);
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  private static String peer(Course course) {
    InetAddress address = course.situation.peer().address();
    return address == null ? "" : PeerText.text(address);
  }

  private enum Mode {
    USUAL,
    READONLY,
    WRITE
  }

  private record Spec(
      boolean before, long interval, @Nullable String key, Mode mode, long refresh) {
    boolean holds(long then, long now) {
      if (then < 0) {
        return false;
      }
      long age = now - then;
      return before ? age >= interval : age < interval;
    }

    boolean writes(long then, long now) {
      return then < 0 || mode == Mode.WRITE || !before || now - then >= refresh;
    }
  }
}
