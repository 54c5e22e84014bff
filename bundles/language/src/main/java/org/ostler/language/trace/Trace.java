// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.trace;

import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The debugging lines of what a thread does: bound to the thread while somebody listens, so that
 * code in any room finds it without being handed it. As long as nobody listens anywhere, looking
 * for it costs one read of a field. A trace belongs to its thread; its lines may come from several
 * threads that were given it by {@link #carried}, one whole line after another.
 */
public final class Trace {
  private static final AtomicInteger LISTENERS = new AtomicInteger();
  private static final ThreadLocal<@Nullable Trace> HERE = new ThreadLocal<>();
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss ", Locale.ROOT);
  private static final int DIGITS_OF_PID = 5;

  private final Selection selection;
  private final Consumer<String> lines;
  private final InstantSource clock;
  private int depth;

  /**
   * A trace that nobody hears before it is {@link #follow}ed.
   *
   * @param lines takes one line of octets at a time, without its end; called from each thread that
   *     carries the trace, so it must be safe for that
   */
  public Trace(Selection selection, Consumer<String> lines, InstantSource clock) {
    this.selection = selection;
    this.lines = lines;
    this.clock = clock;
  }

  /** The trace of this thread; null when nobody listens to it. */
  public static @Nullable Trace here() {
    return LISTENERS.get() == 0 ? null : HERE.get();
  }

  /** The trace of this thread when it tells lines of this kind, else null. */
  public static @Nullable Trace of(Selector selector) {
    Trace here = here();
    return here != null && here.tells(selector) ? here : null;
  }

  /** A line of this kind for whoever listens to this thread; for places where lines are few. */
  public static void tell(Selector selector, String line) {
    Trace here = here();
    if (here != null) {
      here.say(selector, line);
    }
  }

  /** The end of listening. */
  public interface Listening extends AutoCloseable {
    @Override
    void close();
  }

  /** Listens to this thread until closed, on the same thread. */
  public Listening follow() {
    Trace before = HERE.get();
    HERE.set(this);
    LISTENERS.incrementAndGet();
    return () -> {
      if (before == null) {
        HERE.remove();
      } else {
        HERE.set(before);
      }
      LISTENERS.decrementAndGet();
    };
  }

  /** The same work, heard by who listens to this thread wherever it is done. */
  public static Runnable carried(Runnable work) {
    Trace here = here();
    if (here == null) {
      return work;
    }
    return () -> {
      try (Listening listening = new Trace(here.selection, here.lines, here.clock).follow()) {
        work.run();
      }
    };
  }

  /** The same for work that gives something. */
  public static <T> Supplier<T> carrying(Supplier<T> work) {
    Trace here = here();
    if (here == null) {
      return work;
    }
    return () -> {
      try (Listening listening = new Trace(here.selection, here.lines, here.clock).follow()) {
        return work.get();
      }
    };
  }

  /** Whether lines of this kind are told: they are made only then. */
  public boolean tells(Selector selector) {
    return selection.chosen().contains(selector);
  }

  /** A line of this kind at the margin; ends of lines in it begin new ones. */
  public void say(Selector selector, String line) {
    if (tells(selector)) {
      lines(line, "");
    }
  }

  /** A line that the configuration itself has, told whatever kinds are selected. */
  public void sayAnyway(String line) {
    if (!selection.chosen().isEmpty()) {
      lines(line, "");
    }
  }

  /** A line of this kind as deep as the expansion that it is part of. */
  public void indented(Selector selector, String line) {
    if (tells(selector)) {
      lines(line, " ".repeat(depth));
    }
  }

  private void lines(String text, String indent) {
    String margin = margin() + indent;
    for (String line : text.split("\n", -1)) {
      lines.accept(margin + line);
    }
  }

  /** How deep expansions are now. */
  public int depth() {
    return depth;
  }

  /** Says how deep lines stand from now on. */
  public void depth(int now) {
    depth = now;
  }

  private String margin() {
    String time =
        tells(Selector.TIMESTAMP)
            ? TIME.format(clock.instant().atZone(ZoneId.systemDefault()))
            : "";
    return tells(Selector.PID)
        ? time + String.format("%" + DIGITS_OF_PID + "d ", ProcessHandle.current().pid())
        : time;
  }
}
