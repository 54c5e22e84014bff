// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.filter;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.ostler.api.expansion.Expandable;

/** Reads filters, each text once as long as it is in use. Safe for many threads. */
public final class FilterCache {
  private static final int MOST_KEPT = 256;

  /** A larger text is read each time. */
  private static final int LARGEST_KEPT = 1 << 16;

  private final Function<String, Expandable> compiler;
  private final FilterTerms terms;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, Filter> kept =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Filter> eldest) {
          return size() > MOST_KEPT;
        }
      };

  /** {@code compiler} compiles strings, and knows what they may not do. */
  public FilterCache(Function<String, Expandable> compiler, FilterTerms terms) {
    this.compiler = compiler;
    this.terms = terms;
  }

  public Function<String, Expandable> compiler() {
    return compiler;
  }

  public FilterTerms terms() {
    return terms;
  }

  /** The filter of a text. */
  public Filter filter(String text) throws BadFilter {
    Filter known = known(text);
    if (known != null) {
      return known;
    }
    Filter read = Filter.read(text, compiler, terms);
    if (text.length() <= LARGEST_KEPT) {
      lock.lock();
      try {
        kept.put(text, read);
      } finally {
        lock.unlock();
      }
    }
    return read;
  }

  private @Nullable Filter known(String text) {
    lock.lock();
    try {
      return kept.get(text);
    } finally {
      lock.unlock();
    }
  }
}
