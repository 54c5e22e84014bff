// SPDX-License-Identifier: Apache-2.0
package org.ostler.api.routing;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ostler.api.text.Text;

/** What a redirection yields. */
public sealed interface Child {
  /** A further address, routed from the first router. */
  record Address(String address) implements Child {}

  /** A file to append to; a directory when it ends with a slash. */
  record File(String path) implements Child {}

  /** A command, without the leading bar. */
  record Pipe(String command) implements Child {}

  /** A command whose words are expanded already; {@code command} is what they were made of. */
  record Words(String command, List<Text> words) implements Child {
    public Words {
      words = List.copyOf(words);
    }
  }

  /** A letter that answers the message. */
  record Answer(Letter letter) implements Child {}

  /** The address itself, which goes on with the routers behind this one. */
  record Onward() implements Child {}

  /** The address itself, which fails although there are other children. */
  record Refused(String message) implements Child {}

  /** The address itself, which waits, the message frozen, although there are other children. */
  record Held(String message) implements Child {}

  /** A file, a command or an answer that the router does not permit, and that fails. */
  record Forbidden(Child child, String message) implements Child {}

  /**
   * A child with wishes of its own.
   *
   * @param child an address, a file, a command or an answer
   * @param errorsTo where reports about it go; null for where they would go anyway
   * @param errorsIgnored whether nobody wants reports about it
   * @param mode the permissions of its file, -1 for the usual ones
   */
  record Wished(Child child, @Nullable String errorsTo, boolean errorsIgnored, int mode)
      implements Child {}
}
