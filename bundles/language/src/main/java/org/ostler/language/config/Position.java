// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.config;

/**
 * Where a word of the configuration stands.
 *
 * @param file the file's path as given
 * @param line the line number, from 1; 0 for the file as a whole
 */
public record Position(String file, int line) {
  @Override
  public String toString() {
    return line == 0 ? file : file + ":" + line;
  }
}
