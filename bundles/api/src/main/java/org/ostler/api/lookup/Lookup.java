// SPDX-License-Identifier: Apache-2.0
package org.ostler.api.lookup;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ConsumerType;
import org.ostler.api.mail.MailView;
import org.ostler.api.option.InvalidArgument;
import org.ostler.api.option.Settings;
import org.ostler.api.text.Text;

/**
 * A lookup type of the language, as in <code>${lookup{key}lmdb{file}}</code> or <code>
 * ${lookup redis{query}}</code>. Called from many threads; may block.
 */
@ConsumerType
public interface Lookup {
  /** The type's name in the language. */
  String name();

  /** Whether a key in a file or a query is looked up. */
  Style style();

  /**
   * Prepares the type for a configuration; {@code options} are the words after the name and a
   * comma.
   */
  Prepared prepare(List<String> options, Settings main) throws InvalidArgument;

  /** A lookup made ready for one configuration. */
  interface Prepared {
    /** Looks up a key or query; {@code file} is null for query styles. */
    Answer find(Text query, @Nullable Text file, MailView mail) throws InterruptedException;
  }

  /** What is looked up. */
  enum Style {
    /** A key in a file. */
    SINGLE_KEY,
    /** A query to a server. */
    QUERY
  }

  /** How a lookup ended. */
  sealed interface Answer {
    /**
     * Found; {@code cacheable} says whether the same query may be answered from memory for this
     * message.
     */
    record Found(Text value, boolean cacheable) implements Answer {}

    /** There is no such key. */
    record Missing() implements Answer {}

    /** It cannot be told now. */
    record Deferred(String reason) implements Answer {}

    /** The query or the file is wrong. */
    record Failed(String reason) implements Answer {}
  }
}
