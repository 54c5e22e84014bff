// SPDX-License-Identifier: Apache-2.0
package org.ostler.testing.mail;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ostler.api.expansion.Expandable;
import org.ostler.api.expansion.Expansion;
import org.ostler.api.mail.MailView;
import org.ostler.api.text.Text;

/**
 * A string of the configuration that knows variables alone: {@code $name} and <code>${name}</code>.
 * The words {@code FAIL}, {@code DEFER} and {@code FORCE} as the whole string end it in these ways.
 */
public record MemoryExpandable(String source) implements Expandable {
  private static final Pattern VARIABLE = Pattern.compile("\\$(?:(\\w+)|\\{(\\w+)\\})");

  @Override
  public Expansion expand(MailView mail) throws InterruptedException {
    switch (source) {
      case "FAIL":
        return new Expansion.Failed("failed by the test");
      case "DEFER":
        return new Expansion.Deferred("deferred by the test");
      case "FORCE":
        return new Expansion.ForcedFailure("forced by the test");
      default:
    }
    Text result = Text.EMPTY;
    Matcher matcher = VARIABLE.matcher(source);
    int from = 0;
    while (matcher.find()) {
      MatchResult found = matcher.toMatchResult();
      String name = found.group(1) != null ? found.group(1) : found.group(2);
      Text value = mail.variable(name);
      if (value == null) {
        return new Expansion.Failed("unknown variable name \"" + name + "\"");
      }
      result =
          new Text(
                  result.value() + source.substring(from, found.start()) + value.value(),
                  result.taint())
              .mixedWith(value);
      from = found.end();
    }
    return new Expansion.Value(result.with(result.value() + source.substring(from)));
  }
}
