// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.server;

import java.io.IOException;
import java.time.Duration;
import org.ostler.api.auth.ServerExchange;
import org.ostler.api.mail.MailView;
import org.ostler.api.smtp.Reply;
import org.ostler.core.auth.AuthValues;
import org.ostler.core.auth.Base64Text;

/** The dialogue of one AUTH command over the wire of its session. */
final class AuthExchange implements ServerExchange, AutoCloseable {
  private final SessionContext context;
  private final String initial;
  private final Duration limit;
  private final AuthValues values;
  private String ending = "";

  /** {@code initial} is the initial response as it stood in the command, or empty. */
  AuthExchange(SessionContext context, String initial, Duration limit) {
    this.context = context;
    this.initial = initial;
    this.limit = limit;
    this.values = new AuthValues(context.situation());
  }

  /** Why there is no more to be had of the client. */
  String ending() {
    return ending;
  }

  @Override
  public boolean hasInitial() {
    return !initial.isEmpty();
  }

  @Override
  public Response initial() {
    // RFC 4954 §4: an equals sign is the empty response, which nothing else can tell from none.
    return initial.isEmpty() || initial.equals("=") ? new Response.Data("") : decoded(initial);
  }

  private Response decoded(String base64) {
    String octets = Base64Text.decode(base64);
    return octets == null ? ended("Invalid base64 data") : new Response.Data(octets);
  }

  private Response ended(String why) {
    ending = why;
    return new Response.Ended();
  }

  @Override
  public Response challenge(String octets) throws IOException {
    context.wire().write(Reply.of(334, Base64Text.encode(octets)));
    return switch (context.wire().readLine(limit)) {
      case Wire.Line.Complete it when it.text().equals("*") -> ended("Authentication cancelled");
      case Wire.Line.Complete it -> decoded(it.text());
      // RFC 4954 §4: longer than any mechanism asks for.
      case Wire.Line.TooLong _ -> ended("Invalid base64 data");
      case Wire.Line.BareEnd _ -> ended("Invalid base64 data");
      case Wire.Line.Eof _ -> throw new Wire.Lost("the peer closed", null);
    };
  }

  @Override
  public void value(String octets) {
    values.add(octets);
  }

  @Override
  public int values() {
    return values.size();
  }

  @Override
  public MailView mail() {
    values.show();
    return context.situation();
  }

  @Override
  public void close() {
    values.clear();
  }
}
