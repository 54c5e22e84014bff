// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.acl;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ostler.api.expansion.Expandable;
import org.ostler.api.option.InvalidArgument;
import org.ostler.api.text.Text;
import org.ostler.language.text.Ascii;
import org.ostler.language.text.Quoted;

/**
 * {@code acl = name argument...}: another list as a condition. Name and arguments are expanded one
 * by one.
 */
final class NestedList {
  private static final int MOST_ARGUMENTS = 9;

  private NestedList() {}

  static Step.Work make(String source, Site site) throws InvalidArgument {
    List<Expandable> words = new ArrayList<>();
    int at = Ascii.skipSpace(source, 0);
    while (at < source.length() && words.size() <= MOST_ARGUMENTS) {
      Quoted word = Quoted.read(source, at);
      words.add(site.services().compiler().string(word.value()));
      at = Ascii.skipSpace(source, word.end());
    }
    if (words.isEmpty()) {
      throw new InvalidArgument("the name of a list is missing after \"acl =\"");
    }
    return (text, course) -> call(words, course);
  }

  private static Result call(List<Expandable> words, Course course) throws InterruptedException {
    Text[] values = new Text[words.size()];
    for (int i = 0; i < values.length; i++) {
      Text value = expand(words.get(i), course);
      if (value == null) {
        return course.unexpanded;
      }
      values[i] = value;
    }
    Text[] arguments = new Text[values.length - 1];
    System.arraycopy(values, 1, arguments, 0, arguments.length);
    return course.evaluator.call(values[0], arguments, course);
  }

  /** Here a forced failure is an error, unlike in other arguments. */
  private static @Nullable Text expand(Expandable word, Course course) throws InterruptedException {
    Text value = course.expand(word);
    if (value == null && course.unexpanded == Result.OK) {
      course.unexpanded = Result.ERROR;
    }
    return value;
  }
}
