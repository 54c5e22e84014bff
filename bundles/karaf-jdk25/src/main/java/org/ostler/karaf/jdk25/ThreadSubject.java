// SPDX-License-Identifier: Apache-2.0
package org.ostler.karaf.jdk25;

import java.security.PrivilegedAction;
import java.security.PrivilegedActionException;
import java.security.PrivilegedExceptionAction;
import javax.security.auth.Subject;
import org.jspecify.annotations.Nullable;

/**
 * The subject on whose behalf a thread works. Threads inherit it from the thread that made them, as
 * they did from the access control context before JDK 24: Karaf's shell starts a thread for each
 * command line and counts on it.
 *
 * <p>{@link Subject#current()} cannot serve here: its scoped value is not inherited by ordinary
 * threads.
 */
public final class ThreadSubject {
  private static final InheritableThreadLocal<Subject> CURRENT = new InheritableThreadLocal<>();

  private ThreadSubject() {}

  /** The subject of this thread, or null when it works on nobody's behalf. */
  public static @Nullable Subject current() {
    Subject subject = CURRENT.get();
    return subject != null ? subject : Subject.current();
  }

  /** Runs the action on behalf of the subject. */
  public static @Nullable Object doAs(@Nullable Subject subject, PrivilegedAction<?> action) {
    Subject before = CURRENT.get();
    set(subject);
    try {
      return action.run();
    } finally {
      set(before);
    }
  }

  /**
   * Runs the action on behalf of the subject; its checked exceptions come wrapped, as from {@link
   * Subject}.
   */
  public static @Nullable Object doAs(
      @Nullable Subject subject, PrivilegedExceptionAction<?> action)
      throws PrivilegedActionException {
    Subject before = CURRENT.get();
    set(subject);
    try {
      return action.run();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new PrivilegedActionException(e);
    } finally {
      set(before);
    }
  }

  private static void set(@Nullable Subject subject) {
    if (subject == null) {
      CURRENT.remove();
    } else {
      CURRENT.set(subject);
    }
  }
}
