// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.mail;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.ostler.api.mail.Envelope;
import org.ostler.api.mail.HeaderField;
import org.ostler.api.mail.QueueId;
import org.ostler.api.mail.Recipient;
import org.ostler.api.mail.ReversePath;
import org.ostler.api.mail.Slot;
import org.ostler.api.spool.StoredMessage;
import org.ostler.api.text.Text;

/** The message in hand, from MAIL to the end of its delivery. Confined to one thread. */
public final class Message implements Envelope {
  private @Nullable QueueId queueId;
  private @Nullable ReversePath sender;
  private final List<Recipient> recipients = new ArrayList<>();
  private List<HeaderField> headerFields = List.of();
  private String protocol = "smtp";
  private Instant received;
  private final Map<Slot<?>, Object> slots = new HashMap<>();

  /** {@code acl_m} variables by full name. */
  public final Map<String, Text> aclVariables = new TreeMap<>();

  /** What ACLs and the command line asked for. */
  public final Controls controls = new Controls();

  /** What {@code $mime_*} variables show. */
  public final MimePart mime = new MimePart();

  /** Header fields that ACLs add, with where to put them; applied at the end of data. */
  public final List<AddedHeader> addedHeaders = new ArrayList<>();

  /** Names or patterns of fields that ACLs remove. */
  public final List<String> removedHeaders = new ArrayList<>();

  /** Domains that the routing of this attempt found to be called otherwise. */
  public final Set<DomainChange> renamed = new LinkedHashSet<>();

  /** {@code $sn0} to {@code $sn9}: what the system filter left in its numbers. */
  public final int[] systemNumbers = new int[10];

  /** Whether nobody has tried to deliver it yet. */
  public boolean firstDelivery = true;

  /** Whether an administrator set it going again. */
  public boolean manuallyThawed;

  /** Whether the sender was rewritten when it was verified, which is not done again. */
  public boolean senderRewritten;

  /** The sender before rewriting, for the log; null when it was not rewritten. */
  public @Nullable ReversePath senderAsSent;

  /** The recipients before rewriting, for the log; empty when none was rewritten. */
  public List<String> recipientsAsSent = List.of();

  /** The SIZE parameter, or -1. */
  public long announcedSize = -1;

  /**
   * The body while the message is being checked, to be read by content checks; null before and
   * afterwards.
   */
  public StoredMessage.@Nullable Body body;

  /** The body's octets (LF line ends) once received. */
  public long bodySize;

  public int bodyLines;
  public int bodyZeros;

  /** Octets of the whole message as received, header section and blank line included. */
  public long size;

  /**
   * Lines as received, the blank one behind the header section included; -1 where nobody counted
   * them.
   */
  public int linesReceived = -1;

  /** The longest line received, in octets. */
  public int longestLine;

  /** Whether the Message-ID field is of our making. */
  public boolean messageIdCreated;

  /** BODY=8BITMIME: 8, BODY=7BIT: 7, not given: 0. */
  public int bodyType;

  public boolean smtputf8;

  /** The body came by BDAT. */
  public boolean chunked;

  /** RET: "FULL", "HDRS" or empty (RFC 3461 §4.3). */
  public String dsnReturn = "";

  /** ENVID as received (xtext), or empty (RFC 3461 §4.4). */
  public String dsnEnvelopeId = "";

  /** AUTH= on MAIL, decoded, or null. */
  public @Nullable String authenticatedSender;

  /** SMTP extensions whose parameters MAIL had, by keyword. */
  public final Set<String> extensions = new LinkedHashSet<>();

  /** Words of extensions for the line that tells the arrival. */
  public final List<String> marks = new ArrayList<>();

  /** RCPT commands seen, accepted or not; {@code $rcpt_count} and its kin. */
  public int recipientCommands;

  public int recipientsDeferred;
  public int recipientsFailed;

  /** When the whole message was here; null until it is. */
  public @Nullable Instant complete;

  /** The list that discarded recipients, for the log line of a message that has no others. */
  public String discardedBy = "RCPT";

  /** Why the sender could not be verified now, for {@code smtp_return_error_details}. */
  public String senderDeferral = "";

  /**
   * The first octets of the body for {@code $message_body}, at most {@code message_body_visible}.
   */
  public String bodyStart = "";

  public String bodyEnd = "";

  public Message(Instant received) {
    this.received = received;
  }

  @Override
  public @Nullable QueueId queueId() {
    return queueId;
  }

  public void queueId(QueueId id) {
    this.queueId = id;
  }

  /** The sender as the peer gave it, before any rewriting; null when there is none yet. */
  public @Nullable ReversePath givenSender() {
    return senderAsSent == null ? sender : senderAsSent;
  }

  @Override
  public @Nullable ReversePath sender() {
    return sender;
  }

  public void sender(ReversePath path) {
    this.sender = path;
  }

  /** The recipients; the list is the message's own and may be changed by its thread. */
  @Override
  public List<Recipient> recipients() {
    return recipients;
  }

  /** Sets the size to what is kept: header section, blank line and body, lines ended by LF. */
  public void measure() {
    long octets = 1 + bodySize;
    for (HeaderField field : headerFields) {
      octets += field.text().length();
    }
    size = octets;
  }

  /** The header fields, the topmost first. */
  public List<HeaderField> headerFields() {
    return headerFields;
  }

  public void headerFields(List<HeaderField> fields) {
    this.headerFields = List.copyOf(fields);
  }

  @Override
  public String protocol() {
    return protocol;
  }

  public void protocol(String word) {
    this.protocol = word;
  }

  @Override
  public Instant received() {
    return received;
  }

  public void received(Instant when) {
    this.received = when;
  }

  Map<Slot<?>, Object> slots() {
    return slots;
  }

  /**
   * A header field that an ACL adds.
   *
   * @param text the field with its name, LF ended, possibly several
   * @param position where it goes
   */
  public record AddedHeader(String text, Place position) {}

  /** Where an added header field goes. */
  public enum Place {
    END,
    AFTER_RECEIVED,
    BEFORE_RECEIVED,
    /** After the Received and Resent fields at the top. */
    AFTER_TRACE,
    START
  }
}
