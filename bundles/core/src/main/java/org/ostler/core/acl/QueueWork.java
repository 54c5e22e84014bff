// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.acl;

import org.jspecify.annotations.Nullable;
import org.ostler.api.option.InvalidArgument;

/** {@code queue = NAME}: the named queue of what the peer sends from here on; empty for none. */
final class QueueWork {
  private QueueWork() {}

  static Step.Work make(String argument, Site site) throws InvalidArgument {
    String wrong = Site.isPlain(argument) ? complaint(argument) : null;
    if (wrong != null) {
      throw new InvalidArgument(wrong);
    }
    return (name, course) -> {
      if (name.taint() != null) {
        return course.error("Tainted name '" + name.value() + "' for queue not permitted");
      }
      String complaint = complaint(name.value());
      if (complaint != null) {
        return course.error(complaint);
      }
      course.situation.peer().queueName = name.value();
      return Result.OK;
    };
  }

  private static @Nullable String complaint(String name) {
    return name.indexOf('/') < 0
        ? null
        : "Directory separator not permitted in queue name: '" + name + "'";
  }
}
