// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.acl;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.ostler.api.text.Text;
import org.ostler.language.octets.Xtext;

/**
 * {@code control = wellknown/FILE}: what the file holds becomes the reply to WELLKNOWN. A file that
 * cannot be told makes the control fail as a condition does, so that the statement does not hold.
 */
final class WellKnownFile {
  static final String CONTROL = "wellknown";

  private static final String BEGIN = CONTROL + "/";

  /** A line of a reply ends before 512 octets (RFC 5321 §4.5.3.1.5), and has a code in front. */
  private static final int LINE = 500;

  /** The reply is made in memory. */
  private static final long LARGEST = 1 << 20;

  private WellKnownFile() {}

  static boolean isAskedFor(Text control) {
    return control.value().startsWith(BEGIN);
  }

  static Result read(Text control, Course course) {
    course.situation.envelope().controls.wellKnown = null;
    if (course.situation.peer().noMultilineReplies) {
      return fail("no reply of several lines may be given", course);
    }
    String name = control.value().substring(BEGIN.length());
    if (name.isEmpty()) {
      return Result.FAIL;
    }
    if (control.taint() != null) {
      course.log().panic(null, "Tainted filename '" + name + "'");
      return fail("Tainted filename '" + name + "'", course);
    }
    try {
      Path file = Path.of(name);
      if (!Files.isRegularFile(file)) {
        return fail("\"" + name + "\" is no regular file", course);
      }
      if (Files.size(file) > LARGEST) {
        return fail("\"" + name + "\" is larger than " + LARGEST + " octets", course);
      }
      byte[] content = Files.readAllBytes(file);
      course.situation.envelope().controls.wellKnown =
          "SIZE=" + content.length + lines(new String(content, StandardCharsets.ISO_8859_1));
      return Result.OK;
    } catch (IOException | InvalidPathException unread) {
      return fail("failed to read \"" + name + "\": " + unread.getMessage(), course);
    }
  }

  /** The file as xtext, which a client puts together again: a line of its own for each line. */
  private static String lines(String content) {
    StringBuilder out = new StringBuilder();
    int width = LINE;
    for (int i = 0; i < content.length(); i++) {
      String piece = Xtext.encode(content.substring(i, i + 1));
      boolean ended = i > 0 && content.charAt(i - 1) == '\n';
      if (ended || width + piece.length() > LINE) {
        out.append('\n');
        width = 0;
      }
      out.append(piece);
      width += piece.length();
    }
    return out.toString();
  }

  private static Result fail(String why, Course course) {
    course.logMessage = "wellknown: " + why;
    return Result.FAIL;
  }
}
