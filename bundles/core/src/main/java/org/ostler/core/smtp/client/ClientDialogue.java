// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.client;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.ostler.api.auth.ClientExchange;
import org.ostler.api.smtp.Reply;
import org.ostler.core.auth.AuthValues;
import org.ostler.core.auth.Base64Text;
import org.ostler.core.mail.Situation;

/** The dialogue of one AUTH command on a connection. What we say is shown in asterisks only. */
final class ClientDialogue implements ClientExchange, AutoCloseable {
  private final ClientConnection connection;
  private final String mechanism;
  private final Duration limit;
  private final Situation situation;
  private final AuthValues values;
  private String lastCommand = "AUTH";
  private @Nullable Reply lastReply;

  ClientDialogue(
      ClientConnection connection, String mechanism, Situation situation, Duration limit) {
    this.connection = connection;
    this.mechanism = mechanism;
    this.limit = limit;
    this.situation = situation;
    this.values = new AuthValues(situation);
  }

  /** The connection is gone. */
  static final class Lost extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient HostFailure failure;

    Lost(HostFailure failure) {
      super(failure.text());
      this.failure = failure;
    }

    HostFailure failure() {
      return failure;
    }
  }

  /** The last command as failure texts name it. */
  String lastCommand() {
    return lastCommand;
  }

  /** The last reply; a driver that has not asked at all has none, which is its bug. */
  Reply lastReply() {
    if (lastReply == null) {
      throw new IllegalStateException("the driver has said nothing");
    }
    return lastReply;
  }

  @Override
  public Answer begin(@Nullable String initial) throws IOException {
    String command = "AUTH " + mechanism;
    if (initial == null) {
      return say(command, command);
    }
    // RFC 4954 §4: an empty response is told from none by an equals sign.
    String base64 = initial.isEmpty() ? "=" : Base64Text.encode(initial);
    return say(command + " " + base64, command + " " + "*".repeat(base64.length()));
  }

  @Override
  public Answer respond(String octets) throws IOException {
    String base64 = Base64Text.encode(octets);
    return say(base64, "*".repeat(base64.length()));
  }

  @Override
  public void cancel() throws IOException {
    say("*", "*");
  }

  private Answer say(String line, String shown) throws IOException {
    lastCommand = shown;
    try {
      connection.queue(line);
      connection.flush(shown, limit);
      Reply reply = connection.read(limit, shown);
      lastReply = reply;
      return switch (reply.code() / 100) {
        case 2 -> new Answer.Accepted();
        case 3 ->
            new Answer.Challenge(
                Base64Text.decode(reply.lines().getLast().strip()), ReplyText.of(reply));
        default -> new Answer.Refused();
      };
    } catch (HostFailure failure) {
      throw new Lost(failure);
    }
  }

  @Override
  public void value(String octets) {
    values.add(octets);
  }

  @Override
  public Situation mail() {
    values.show();
    return situation;
  }

  @Override
  public void close() {
    values.clear();
  }
}
