// SPDX-License-Identifier: Apache-2.0
package org.ostler.queuefile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Who received a message, as the second line of a {@code -H} file says: for mail over SMTP, the
 * server's own user.
 *
 * @param login the login name
 * @param uid the user's number
 * @param gid the group's number
 */
record SpoolOwner(String login, int uid, int gid) {
  /** The owner of a file of ours. */
  static SpoolOwner of(Path file) throws IOException {
    int uid = (Integer) Files.getAttribute(file, "unix:uid");
    int gid = (Integer) Files.getAttribute(file, "unix:gid");
    // A blank would be taken for the end of the name.
    return new SpoolOwner(System.getProperty("user.name", "ostler").replace(' ', '_'), uid, gid);
  }
}
