// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.acl;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import org.ostler.api.mail.QueueId;
import org.ostler.api.spool.Draft;
import org.ostler.api.spool.StoredMessage;
import org.ostler.core.mail.Situation;
import org.ostler.core.queue.Intake;

/** Takes every message and keeps none. */
final class NoIntake implements Intake {
  private int ids;

  @Override
  public QueueId nextId() {
    return new QueueId("1xUZg4-%06d-2Y".formatted(++ids));
  }

  @Override
  public Draft begin(QueueId id) {
    return new Draft() {
      private final ByteArrayOutputStream body = new ByteArrayOutputStream();

      @Override
      public OutputStream body() {
        return body;
      }

      @Override
      public StoredMessage.Body written() {
        byte[] octets = body.toByteArray();
        return new StoredMessage.Body() {
          @Override
          public long size() {
            return octets.length;
          }

          @Override
          public InputStream open() {
            return new ByteArrayInputStream(octets);
          }
        };
      }

      @Override
      public StoredMessage commit(byte[] head) {
        throw new UnsupportedOperationException("nothing is kept");
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public void accept(Situation situation, Draft draft) {}
}
