// SPDX-License-Identifier: Apache-2.0
package org.ostler.testing.auth;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.ostler.api.auth.ServerExchange;
import org.ostler.api.mail.MailView;
import org.ostler.testing.mail.MemoryMail;

/**
 * An AUTH command without an initial response, whose client answers as it was told to and cancels
 * when it has nothing more to say.
 */
public final class MemoryServerExchange implements ServerExchange {
  /** What the exception says when the session is lost. */
  public static final String LOST = "the session was lost";

  private final List<String> responses;
  private final boolean lost;
  private final List<String> challenges = new ArrayList<>();
  private final MemoryMail mail = new MemoryMail();
  private int values;

  private MemoryServerExchange(List<String> responses, boolean lost) {
    this.responses = List.copyOf(responses);
    this.lost = lost;
  }

  /** A client that answers these in turn. */
  public static MemoryServerExchange answering(List<String> responses) {
    return new MemoryServerExchange(responses, false);
  }

  /** A client whose connection breaks at the first challenge. */
  public static MemoryServerExchange lost() {
    return new MemoryServerExchange(List.of(), true);
  }

  /** What it was asked. */
  public List<String> challenges() {
    return List.copyOf(challenges);
  }

  @Override
  public boolean hasInitial() {
    return false;
  }

  @Override
  public Response initial() {
    return new Response.Data("");
  }

  @Override
  public Response challenge(String octets) throws IOException {
    if (lost) {
      throw new IOException(LOST);
    }
    challenges.add(octets);
    return challenges.size() <= responses.size()
        ? new Response.Data(responses.get(challenges.size() - 1))
        : new Response.Ended();
  }

  @Override
  public void value(String octets) {
    values++;
    mail.set("auth" + values, octets);
  }

  @Override
  public int values() {
    return values;
  }

  @Override
  public MailView mail() {
    return mail;
  }
}
