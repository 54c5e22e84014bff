// SPDX-License-Identifier: Apache-2.0
package org.ostler.lmdb;

/** A file that is no LMDB file that can be read, or one that is damaged. */
final class LmdbException extends Exception {
  private static final long serialVersionUID = 1L;

  LmdbException(String message) {
    super(message);
  }

  static LmdbException damaged(String what) {
    return new LmdbException("the file is damaged: " + what);
  }
}
