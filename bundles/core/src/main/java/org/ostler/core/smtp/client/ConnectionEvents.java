// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.client;

import org.jspecify.annotations.Nullable;
import org.ostler.api.option.Settings;
import org.ostler.api.smtp.Reply;
import org.ostler.api.transport.Cause;
import org.ostler.core.mail.Events.Happening;
import org.ostler.core.mail.Situation;
import org.ostler.core.thread.Errand;

/**
 * Tells the events of one connection that our client makes, and heeds objections. One thread, but
 * for {@link #closed()}.
 */
final class ConnectionEvents {
  /** Of connections that nobody hears of. */
  static final ConnectionEvents NONE = new ConnectionEvents(null, null);

  private final @Nullable Situation situation;
  private final @Nullable Settings transport;

  private ConnectionEvents(@Nullable Situation situation, @Nullable Settings transport) {
    this.situation = situation;
    this.transport = transport;
  }

  /** For a connection that is made on behalf of a mail; its {@code hop} is the host. */
  static ConnectionEvents of(Situation situation, Settings transport) {
    return situation.events().areHeard() ? new ConnectionEvents(situation, transport) : NONE;
  }

  /** Before the connection is made. */
  void connecting() throws HostFailure {
    if (!before("tcp:connect", "").isEmpty()) {
      throw new HostFailure(Cause.EVENT, "Event requests alternate response");
    }
  }

  /** The server has greeted us. */
  void greeted(Reply greeting) throws HostFailure {
    String objection = before("smtp:connect", ReplyText.asSent(greeting));
    if (!objection.isEmpty()) {
      throw new HostFailure(
          Cause.EXPANSION, "deferred by smtp:connect event expansion: " + objection);
    }
  }

  /** The server has answered EHLO or HELO. */
  void answered(Reply hello) throws HostFailure {
    Settings part = transport;
    if (part != null) {
      tell(Happening.after("smtp:ehlo", ReplyText.asSent(hello), part));
    }
  }

  /** The connection is gone; told on a thread of its own, for nobody waits for that. */
  void closed() {
    Situation opener = situation;
    Settings part = transport;
    if (opener == null || part == null) {
      return;
    }
    Situation bare = opener.bare();
    Errand.start(
        "tcp-close",
        () -> {
          try {
            bare.events().tell(Happening.after("tcp:close", "", part), bare);
          } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
          }
        });
  }

  private String before(String name, String data) throws HostFailure {
    Settings part = transport;
    return part == null ? "" : tell(Happening.before(name, data, part));
  }

  private String tell(Happening happening) throws HostFailure {
    Situation view = situation;
    if (view == null) {
      return "";
    }
    try {
      return view.events().tell(happening, view);
    } catch (InterruptedException stop) {
      // Whoever catches the failure sees the mark and stops.
      Thread.currentThread().interrupt();
      throw new HostFailure(Cause.LOST_CONNECTION, "stopped during " + happening.name());
    }
  }
}
