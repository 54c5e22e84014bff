// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.mime;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.ostler.api.acl.Phase;
import org.ostler.api.mail.HeaderField;
import org.ostler.api.mail.QueueId;
import org.ostler.api.spool.StoredMessage;
import org.ostler.api.text.Text;
import org.ostler.core.acl.AclRunner;
import org.ostler.core.acl.Decision;
import org.ostler.core.mail.Connection;
import org.ostler.core.mail.Message;
import org.ostler.core.mail.MimePart;
import org.ostler.core.mail.Situation;
import org.ostler.testing.mail.MemorySettings;

/** Whatever the body: its parts come to an end, each can be decoded, and nothing stays on disk. */
public final class MimeFuzz {
  private static final Path DATA = data();

  private MimeFuzz() {}

  private static Path data() {
    try {
      Path memory = Path.of("/dev/shm");
      return Files.isWritable(memory)
          ? Files.createTempDirectory(memory, "fuzz")
          : Files.createTempDirectory("fuzz");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** One input: a whole message but for its Content-Type, which says where its parts are. */
  public static void fuzzerTestOneInput(byte[] octets) throws IOException, InterruptedException {
    Message message = new Message(Instant.EPOCH);
    message.queueId(new QueueId("1xUZg4-000001-2Y"));
    message.headerFields(
        List.of(new HeaderField("Content-Type", " multipart/mixed; boundary=xx\n")));
    message.body =
        new StoredMessage.Body() {
          @Override
          public long size() {
            return octets.length;
          }

          @Override
          public InputStream open() {
            return new ByteArrayInputStream(octets);
          }
        };
    Situation situation =
        new Situation(
            (name, mail) -> Text.of(DATA.toString()),
            MemorySettings.NONE,
            new Connection(null, 0, null, 0, Instant.EPOCH),
            message);
    if (!(PartLists.run(Phase.MIME, new EachPart(), situation) instanceof Decision.Accept)
        || Files.exists(DATA.resolve("scan/1xUZg4-000001-2Y"))) {
      throw new IllegalStateException("something is left");
    }
  }

  /** Decodes the first parts and reads the others. */
  private static final class EachPart implements AclRunner {
    private static final int DECODED = 8;

    @Override
    public boolean isSet(Phase phase) {
      return true;
    }

    @Override
    public Decision run(Phase phase, Situation situation) {
      MimePart part = situation.envelope().mime;
      if (part.content == null || (part.count < DECODED && !part.content.decode(""))) {
        throw new IllegalStateException("not decoded");
      }
      return new Decision.Accept("");
    }
  }
}
