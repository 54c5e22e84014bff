// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.acl;

import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.ostler.api.option.InvalidArgument;
import org.ostler.core.log.Log;
import org.ostler.core.mail.Connection;
import org.ostler.core.mail.Debugging;
import org.ostler.language.trace.Selection;
import org.ostler.language.trace.Trace;

/**
 * {@code control = debug}: the rest of the session is told into a debug log, in the lines that
 * {@code -d} tells and that {@code opts} choose. With {@code pretrigger} the last so many octets
 * are kept until something triggers the writing.
 */
final class DebugControl {
  private static final int MOST_KEPT = 1 << 20;

  private DebugControl() {}

  /** What the options ask for. */
  private static final class Wish {
    String tag = "";
    String selectors = "";
    int kept;
    boolean starts;
    boolean stops;
    boolean forgets;
    boolean triggers;
  }

  static boolean apply(String options, Course course) throws InvalidArgument {
    Wish wish = read(options);
    Connection peer = course.situation.peer();
    Debugging before = peer.debugging;
    if (wish.triggers && before != null) {
      before.trigger();
    }
    if (wish.forgets && before != null) {
      before.forget();
      peer.debugging = null;
    } else if (wish.stops) {
      Debugging.end(peer);
    } else if (before == null && wish.starts && isHeardByNobody(course)) {
      peer.debugging = new Listening(course.log(), wish, Selection.of(wish.selectors));
    }
    course.listen();
    return true;
  }

  /** Who runs the command under {@code -bh} or {@code -d} hears it all anyway. */
  private static boolean isHeardByNobody(Course course) {
    return !course.situation.dry && Trace.here() == null;
  }

  private static Wish read(String options) throws InvalidArgument {
    Wish wish = new Wish();
    wish.starts = options.isEmpty() || options.matches(".*/(tag|opts)=.*");
    for (String option : options.isEmpty() ? new String[0] : options.substring(1).split("/", -1)) {
      int equals = option.indexOf('=');
      String value = option.substring(equals + 1);
      switch (equals < 0 ? option : option.substring(0, equals)) {
        case "tag" -> wish.tag = tag(value);
        case "opts" -> wish.selectors = value;
        case "stop" -> wish.stops = true;
        case "kill" -> wish.forgets = true;
        case "pretrigger" -> wish.kept = octets(value);
        case "trigger" -> wish.triggers = isNow(value);
        default ->
            throw new InvalidArgument(
                "unknown option \"" + option + "\" in \"control=debug" + options + "\"");
      }
    }
    // Said where it is written, not when somebody is to be listened to.
    Selection.of(wish.selectors);
    return wish;
  }

  private static String tag(String value) throws InvalidArgument {
    if (!value.matches("[A-Za-z0-9._-]{0,64}")) {
      throw new InvalidArgument(
          "the tag of \"control=debug\" would not be a part of a file's name");
    }
    return value;
  }

  private static int octets(String value) throws InvalidArgument {
    if (!value.matches("[0-9]{1,9}")) {
      throw new InvalidArgument("pretrigger of \"control=debug\" needs a number of octets");
    }
    return Math.min(Integer.parseInt(value), MOST_KEPT);
  }

  private static boolean isNow(String value) throws InvalidArgument {
    if (!value.equals("now")) {
      throw new InvalidArgument(
          "trigger of \"control=debug\" needs now: nothing else triggers here");
    }
    return true;
  }

  /** Writes what it hears, or keeps the last of it until it is triggered. */
  private static final class Listening implements Debugging {
    private final Log log;
    private final String tag;
    private final int most;
    private final Thread session = Thread.currentThread();
    private final Deque<String> kept = new ArrayDeque<>();
    private int octets;
    private boolean writes;
    private Trace.@Nullable Listening listening;

    Listening(Log log, Wish wish, Selection selection) {
      this.log = log;
      this.tag = wish.tag;
      this.most = wish.kept;
      this.writes = wish.kept == 0;
      this.listening = new Trace(selection, this::hear, InstantSource.system()).follow();
    }

    /** Deliveries that the session begins are no part of it. */
    private void hear(String line) {
      if (Thread.currentThread() != session) {
        return;
      }
      if (writes) {
        log.debug(tag, line);
        return;
      }
      kept.addLast(line);
      octets += line.length() + 1;
      while (octets > most && !kept.isEmpty()) {
        octets -= kept.removeFirst().length() + 1;
      }
    }

    @Override
    public void trigger() {
      writes = true;
      kept.forEach(line -> log.debug(tag, line));
      kept.clear();
      octets = 0;
    }

    @Override
    public void end() {
      Trace.Listening open = listening;
      if (open != null) {
        listening = null;
        open.close();
      }
    }

    @Override
    public void forget() {
      end();
      log.forgetDebug(tag);
    }
  }
}
