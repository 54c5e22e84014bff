// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.config;

import java.util.Optional;

/**
 * Where a word of the configuration stands.
 *
 * @param file the file's path as given
 * @param line the line number, from 1; 0 for the file as a whole
 */
public record Position(String file, int line) {
  private static final ScopedValue<Position> READING = ScopedValue.newInstance();

  /** Compiles what stands at a place. */
  @FunctionalInterface
  public interface Reader<X extends Exception> {
    void read() throws X;
  }

  /** Compiles what stands here; who is called meanwhile may ask for {@link #beingRead}. */
  public <X extends Exception> void reading(Reader<X> reader) throws X {
    ScopedValue.where(READING, this)
        .<Position, X>call(
            () -> {
              reader.read();
              return this;
            });
  }

  /** The place whose text this thread compiles; none at any other time. */
  public static Optional<Position> beingRead() {
    return READING.isBound() ? Optional.of(READING.get()) : Optional.empty();
  }

  @Override
  public String toString() {
    return line == 0 ? file : file + ":" + line;
  }
}
