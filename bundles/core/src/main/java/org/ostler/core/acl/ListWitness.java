// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.acl;

import org.ostler.core.log.ListNotes;
import org.ostler.language.list.Witness;
import org.ostler.language.trace.Selector;

/** Tells traces and the main log how the lists of conditions are decided. */
record ListWitness(Course course) implements Witness {
  @Override
  public boolean isTracing() {
    return course.tracesLists();
  }

  @Override
  public void trace(String line) {
    course.say(Selector.LISTS, line);
  }

  @Override
  public void log(String line) {
    notes().log(line);
  }

  @Override
  public void noName(String address) {
    notes().noName(address);
  }

  @Override
  public boolean unexpanded(String line) {
    course.log().panic(course.situation.envelope().queueId(), line);
    return true;
  }

  @Override
  public void unknown(String reason) {
    notes().unknown(reason);
  }

  @Override
  public void noAddress(String name) {
    notes().noAddress(name);
  }

  private ListNotes notes() {
    return new ListNotes(course.log(), course.situation);
  }
}
