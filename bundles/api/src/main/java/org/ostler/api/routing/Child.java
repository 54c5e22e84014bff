// SPDX-License-Identifier: Apache-2.0
package org.ostler.api.routing;

/** What a redirection yields. */
public sealed interface Child {
  /** A further address, routed from the first router. */
  record Address(String address) implements Child {}

  /** A file to append to; a directory when it ends with a slash. */
  record File(String path) implements Child {}

  /** A command, without the leading bar. */
  record Pipe(String command) implements Child {}
}
