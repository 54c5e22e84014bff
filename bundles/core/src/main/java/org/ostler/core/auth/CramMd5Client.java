// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.auth;

import java.io.IOException;
import org.ostler.api.auth.ClientExchange;
import org.ostler.api.auth.ClientMechanism;
import org.ostler.api.expansion.Expandable;
import org.ostler.api.option.Option;
import org.ostler.api.option.Settings;
import org.ostler.api.text.Text;

/**
 * CRAM-MD5 as a client.
 *
 * @param name the option with our name, {@code $primary_hostname} where it is unset
 * @param secret the option with our password
 */
record CramMd5Client(Settings settings, Option<Expandable> name, Option<Expandable> secret)
    implements ClientMechanism {
  @Override
  public Result authenticate(ClientExchange exchange) throws IOException, InterruptedException {
    OptionText key = OptionText.of(settings, secret, exchange.mail());
    if (!(key instanceof OptionText.Octets(String password))) {
      return OptionText.without(settings, key);
    }
    Text host = exchange.mail().variable("primary_hostname");
    OptionText user =
        settings.find(name).isPresent()
            ? OptionText.of(settings, name, exchange.mail())
            : new OptionText.Octets(host == null ? "" : host.value());
    if (!(user instanceof OptionText.Octets(String own))) {
      return OptionText.without(settings, user);
    }
    if (!(exchange.begin(null) instanceof ClientExchange.Answer.Challenge challenge)) {
      return new Result.Answered();
    }
    String octets = challenge.octets();
    if (octets == null) {
      exchange.cancel();
      return new Result.Failed("bad base 64 string in challenge: " + challenge.line());
    }
    exchange.value(own);
    exchange.respond(own + " " + CramMd5.digest(password, octets));
    return new Result.Answered();
  }
}
