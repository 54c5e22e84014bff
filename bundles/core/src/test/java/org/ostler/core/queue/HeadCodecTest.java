// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.ostler.api.mail.DsnRequest;
import org.ostler.api.mail.HeaderField;
import org.ostler.api.mail.QueueId;
import org.ostler.api.mail.Recipient;
import org.ostler.api.mail.ReversePath;
import org.ostler.api.text.Text;
import org.ostler.core.mail.Connection;
import org.ostler.core.mail.Downconversion;
import org.ostler.core.mail.Message;

class HeadCodecTest {
  private static final QueueId ID = new QueueId("1tAbCd-000001-00");

  @Test
  void keepsEverything() throws IOException {
    Instant now = Instant.parse("2026-11-21T08:30:00.125Z");
    Message message = new Message(now);
    message.queueId(ID);
    message.sender(ReversePath.NULL);
    DsnRequest dsn =
        new DsnRequest(
            Set.of(DsnRequest.Notify.FAILURE, DsnRequest.Notify.DELAY), "rfc822;x+2By@z");
    message.recipients().add(new Recipient("m\u00c3\u00bc@example.com", dsn));
    message.headerFields(
        List.of(new HeaderField("Subject", " a\n b\u00ff"), HeaderField.parse("X-Obsolete\t : b")));
    message.aclVariables.put("acl_m0", Text.tainted("v", "the RCPT command"));
    message.size = 123456789012L;
    message.complete = now.plusSeconds(9);
    message.smtputf8 = true;
    message.dsnReturn = "HDRS";
    message.controls.downconversion = Downconversion.WHERE_NEEDED;
    Connection peer =
        new Connection(
            InetAddress.ofLiteral("2001:db8::1"),
            4711,
            InetAddress.ofLiteral("192.0.2.1"),
            25,
            now);
    peer.heloName("client.example");
    peer.authenticatedId = "ann";
    peer.remarks.put("proxy_session", Text.of("yes"));
    HeadCodec.Head head = HeadCodec.decode(ID, HeadCodec.encode(message, peer));
    assertThat(head.message().recipients()).isEqualTo(message.recipients());
    assertThat(head.message().headerFields()).isEqualTo(message.headerFields());
    assertThat(head.message().aclVariables).isEqualTo(message.aclVariables);
    assertThat(head.message().sender()).isEqualTo(ReversePath.NULL);
    assertThat(head.message().received()).isEqualTo(now);
    assertThat(head.message().complete).isEqualTo(now.plusSeconds(9));
    assertThat(head.message().size).isEqualTo(message.size);
    assertThat(head.message().smtputf8).isTrue();
    assertThat(head.message().dsnReturn).isEqualTo("HDRS");
    assertThat(head.message().controls.downconversion).isEqualTo(Downconversion.WHERE_NEEDED);
    assertThat(head.connection().address()).isEqualTo(peer.address());
    assertThat(head.connection().port()).isEqualTo(4711);
    assertThat(head.connection().localAddress()).isEqualTo(peer.localAddress());
    assertThat(head.connection().heloName()).isEqualTo("client.example");
    assertThat(head.connection().authenticatedId).isEqualTo("ann");
    assertThat(head.connection().remarks).isEqualTo(peer.remarks);
  }

  /** The zone names an interface, which the next start may not have: the head must be read then. */
  @Test
  void leavesOutTheZoneOfALinkLocalAddress() throws IOException {
    InetAddress zoned =
        Inet6Address.getByAddress(null, InetAddress.ofLiteral("fe80::1").getAddress(), 4711);
    Message message = new Message(Instant.EPOCH);
    byte[] octets = HeadCodec.encode(message, new Connection(zoned, 1, zoned, 25, Instant.EPOCH));
    assertThat(new String(octets, StandardCharsets.ISO_8859_1)).doesNotContain("%");
    HeadCodec.Head head = HeadCodec.decode(ID, octets);
    assertThat(head.connection().address()).isEqualTo(InetAddress.ofLiteral("fe80::1"));
  }

  @Test
  void refusesWhatItDoesNotKnow() {
    assertThatThrownBy(() -> HeadCodec.decode(ID, new byte[] {99}))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("newer Ostler");
    assertThatThrownBy(() -> HeadCodec.decode(ID, new byte[] {1, 127, 0, 0, 0}))
        .isInstanceOf(IOException.class);
  }

  @Test
  void readsNotesBack() throws IOException {
    Instant now = Instant.ofEpochMilli(1795225095000L);
    for (Note note :
        List.of(
            new Note.Attempt(now, List.of("a@b"), List.of("line"), now.plusSeconds(900)),
            new Note.Attempt(now, List.of(), List.of(), null),
            new Note.Frozen(now),
            new Note.Thawed(now, true),
            new Note.Warned(now, 3),
            new Note.Marked(now, List.of("a@b")),
            new Note.Added(now, List.of("c@d")),
            new Note.From(now, ""),
            new Note.Said(now, "text"))) {
      assertThat(Note.decoded(note.encoded())).isEqualTo(note);
    }
  }
}
