// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.route;

import java.util.List;
import java.util.function.Consumer;
import org.ostler.api.routing.Child;
import org.ostler.api.text.Text;
import org.ostler.core.mail.AddressSyntax;
import org.ostler.core.mail.Situation;
import org.ostler.language.octets.MailboxReader;

/** What {@code -bf} says of a file that is no filter. */
public final class ForwardFileReport {
  private final Consumer<String> output;

  public ForwardFileReport(Consumer<String> output) {
    this.output = output;
  }

  /** Tells what the file gives; false when it cannot be used. */
  public boolean test(String name, String text, Situation situation) throws InterruptedException {
    output.accept("Testing forward file file \"" + name + "\"");
    output.accept("");
    Text qualify = situation.variable("qualify_recipient");
    switch (RedirectText.parse(
        text,
        new Rules(
            qualify == null ? "" : qualify.value(), AddressSyntax.of(situation.settings())))) {
      case RedirectText.Result.Bad(var message) -> {
        output.accept("exim: error in forward file: " + message);
        return false;
      }
      case RedirectText.Result.Items(var children, var _, var thrownAway) -> {
        if (thrownAway) {
          output.accept("exim: forwardfile contains \":blackhole:\"");
        }
        tell(children);
      }
      case RedirectText.Result.Nothing(), RedirectText.Result.Fail _, RedirectText.Result.Defer _ ->
          tell(List.of());
    }
    return true;
  }

  private void tell(List<Child> children) {
    if (children.isEmpty()) {
      output.accept("exim: no addresses generated from forward file");
      return;
    }
    output.accept("exim: forward file generated:");
    for (Child child : children.reversed()) {
      output.accept("  " + Offspring.describe(child));
    }
  }

  /** Everything is allowed but what decides about the message. */
  private record Rules(String domain, MailboxReader.Syntax syntax) implements RedirectText.Rules {
    @Override
    public String refusal(String kind) {
      boolean decides = kind.equals("fail") || kind.equals("defer");
      return decides ? "not permitted" : "";
    }

    @Override
    public String forbidden(String kind) {
      return "";
    }

    @Override
    public RedirectText.Included include(String path) {
      return ForwardFile.included(path);
    }

    @Override
    public String qualify(String localPart) {
      return localPart + "@" + domain;
    }

    @Override
    public String qualifyHere(String localPart) {
      return qualify(localPart);
    }

    @Override
    public boolean skipErrors() {
      return false;
    }
  }
}
