// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.mime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.ostler.api.acl.Phase;
import org.ostler.api.text.Text;
import org.ostler.core.acl.AclRunner;
import org.ostler.core.acl.Decision;
import org.ostler.core.mail.Message;
import org.ostler.core.mail.MimePart;
import org.ostler.core.mail.Situation;
import org.ostler.language.octets.EncodedWords;

/**
 * Runs {@code acl_smtp_mime} or {@code acl_not_smtp_mime} for each part of a message, in the order
 * in which Exim meets them: a multipart before its parts, and a message within the message after
 * everything else. The first part that is not accepted decides. Confined to the message's thread.
 */
public final class PartLists {
  /** Deeper than any program nests; a message is looked into no further. */
  private static final int DEEPEST = 100;

  /** As many messages within messages as Exim decodes. */
  private static final int MOST_MESSAGES = 1024;

  private static final int LONGEST_LINE = 8191;

  private final Phase phase;
  private final AclRunner acls;
  private final Situation situation;
  private final MimePart part;
  private final ScanDirectory scan;
  private final Deque<Path> messages = new ArrayDeque<>();
  private int decoded;

  private PartLists(Phase phase, AclRunner acls, Situation situation, ScanDirectory scan) {
    this.phase = phase;
    this.acls = acls;
    this.situation = situation;
    this.part = situation.envelope().mime;
    this.scan = scan;
  }

  /**
   * Runs the list for each part of the message in hand, whose body is at hand; accepts when the
   * configuration has no such list or the message no Content-Type field.
   *
   * @throws IOException when the spool fails
   */
  public static Decision run(Phase phase, AclRunner acls, Situation situation)
      throws IOException, InterruptedException {
    Message message = situation.envelope();
    boolean typed = message.headerFields().stream().anyMatch(field -> field.is("Content-Type"));
    Text data = situation.variable("spool_directory");
    if (!acls.isSet(phase) || !typed || data == null) {
      return new Decision.Accept("");
    }
    try (ScanDirectory scan = ScanDirectory.of(Path.of(data.unicode()), message)) {
      return new PartLists(phase, acls, situation, scan).messages();
    } finally {
      message.mime.clear();
      message.mime.inMessage = false;
    }
  }

  private Decision messages() throws IOException, InterruptedException {
    part.count = -1;
    Decision decision = message(scan.mail());
    while (decision instanceof Decision.Accept && !messages.isEmpty()) {
      int counted = part.count;
      part.count = -1;
      part.inMessage = true;
      Path file = messages.removeFirst();
      decision = message(file);
      Files.deleteIfExists(file);
      part.count = counted;
    }
    return decision;
  }

  private Decision message(Path file) throws IOException, InterruptedException {
    try (OctetFile in = new OctetFile(file)) {
      return parts(in, null, 0);
    }
  }

  /** Where a multipart's parts stand before the reader. */
  private enum Reading {
    ALL_COVER,
    FIRST_COVER,
    ATTACHED
  }

  /** A multipart whose parts are read. */
  private static final class Multipart {
    private final String boundary;
    private Reading reading;

    Multipart(String boundary, Reading reading) {
      this.boundary = boundary;
      this.reading = reading;
    }
  }

  private Decision parts(OctetFile in, @Nullable Multipart parent, int depth)
      throws IOException, InterruptedException {
    while (true) {
      part.clear();
      if (parent != null && !advance(in, parent.boundary)) {
        return new Decision.Accept("");
      }
      PartHeader.read(in, part, situation.settings().value(EncodedWords.CHECK_LENGTH));
      Decision decision = part(in, parent, depth);
      if (!(decision instanceof Decision.Accept) || parent == null) {
        return decision;
      }
      if (parent.reading == Reading.FIRST_COVER) {
        parent.reading = Reading.ATTACHED;
      }
    }
  }

  /** Goes to the next part; false at the closing boundary and at the end (RFC 2046 §5.1.1). */
  private static boolean advance(OctetFile in, String boundary) throws IOException {
    for (String line = in.line(LONGEST_LINE); line != null; line = in.line(LONGEST_LINE)) {
      if (line.startsWith("--") && line.startsWith(boundary, 2)) {
        return !line.startsWith("--", 2 + boundary.length());
      }
    }
    return false;
  }

  private Decision part(OctetFile in, @Nullable Multipart parent, int depth)
      throws IOException, InterruptedException {
    String type = part.type == null ? "" : part.type;
    String inner = part.boundary;
    PartFile content = new PartFile(in, parent == null ? null : parent.boundary, scan, part);
    part.count++;
    part.coverLetter = parent == null || parent.reading != Reading.ATTACHED;
    part.content = content;
    Decision decision = acls.run(phase, situation);
    part.content = null;
    if (!(decision instanceof Decision.Accept)) {
      return decision;
    }
    if (inner != null && type.startsWith("multipart") && depth < DEEPEST) {
      return parts(in, new Multipart(inner, reading(type, parent)), depth + 1);
    }
    if (type.startsWith("message/rfc822") && decoded < MOST_MESSAGES) {
      Path file = scan.directory().resolve("__rfc822_%05d".formatted(decoded++));
      content.write(file);
      messages.addLast(file);
    }
    return decision;
  }

  private static Reading reading(String type, @Nullable Multipart parent) {
    if (parent != null && parent.reading == Reading.ATTACHED) {
      return Reading.ATTACHED;
    }
    // RFC 2046 §5.1.4, RFC 2387: the parts are forms of one thing.
    return type.equals("multipart/alternative") || type.equals("multipart/related")
        ? Reading.ALL_COVER
        : Reading.FIRST_COVER;
  }
}
