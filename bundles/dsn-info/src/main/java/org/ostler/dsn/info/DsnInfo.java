// SPDX-License-Identifier: Apache-2.0
package org.ostler.dsn.info;

import java.util.ArrayList;
import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.ostler.api.report.StatusFields;
import org.ostler.api.routing.NextHop;
import org.ostler.api.smtp.Reply;
import org.ostler.api.transport.Outcome.Introduction;
import org.ostler.api.transport.Outcome.Trouble;

/**
 * Says of a recipient that failed at another host where that host is and how it spoke. The names
 * and forms are Exim's; RFC 3464 §2.1.1 lets fields be added whose names begin with {@code X-}.
 */
@Component
public final class DsnInfo implements StatusFields {
  private static final int SMTP = 25;

  @Override
  public String name() {
    return "dsn-info";
  }

  @Override
  public List<Field> failed(Trouble trouble) {
    NextHop host = trouble.host();
    if (host == null) {
      return List.of();
    }
    List<Field> fields = new ArrayList<>();
    if (host.address() != null) {
      String port = host.port() == SMTP || host.port() == 0 ? "" : ":" + host.port();
      fields.add(new Field("Remote-MTA", "X-ip; [" + host.address() + "]" + port));
    }
    Introduction made = trouble.introduction();
    if (made != null && made.greeting() != null) {
      fields.add(said("X-Remote-MTA-smtp-greeting", text(made.greeting())));
    }
    if (made != null && made.hello() != null) {
      fields.add(said("X-Remote-MTA-helo-response", line(made.hello(), 0)));
    }
    // Without a reply the words are ours alone, and are told in the part for people.
    if (trouble.reply() != null && !trouble.reason().isEmpty()) {
      fields.add(said("X-Exim-Diagnostic", trouble.reason()));
    }
    return fields;
  }

  private static Field said(String name, String words) {
    return new Field(name, "X-str; " + words);
  }

  private static String text(Reply reply) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < reply.lines().size(); i++) {
      lines.add(line(reply, i));
    }
    return String.join(" ", lines);
  }

  /** One line as it came over the wire. */
  private static String line(Reply reply, int at) {
    char separator = at < reply.lines().size() - 1 ? '-' : ' ';
    return "" + reply.code() + separator + reply.lines().get(at);
  }
}
