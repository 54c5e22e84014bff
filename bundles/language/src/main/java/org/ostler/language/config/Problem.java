// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.config;

/**
 * One error of a configuration.
 *
 * @param position where
 * @param message what is wrong, and what would be right
 */
public record Problem(Position position, String message) {
  @Override
  public String toString() {
    return position + ": " + message;
  }
}
