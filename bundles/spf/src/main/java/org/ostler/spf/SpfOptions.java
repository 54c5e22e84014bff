// SPDX-License-Identifier: Apache-2.0
package org.ostler.spf;

import java.util.List;
import org.osgi.annotation.bundle.Capability;
import org.osgi.service.component.annotations.Component;
import org.ostler.api.expansion.Expandable;
import org.ostler.api.option.Option;
import org.ostler.api.option.OptionSet;

/** The main options of SPF. */
@Component
@Capability(
    namespace = "ostler.word",
    attribute = {"kind=option.main", "word:List<String>=\"spf_guess,spf_smtp_comment_template\""})
public final class SpfOptions implements OptionSet {
  /** The record to judge by when a domain publishes none. */
  static final Option<String> GUESS = Option.string("spf_guess", "v=spf1 a/24 mx/24 ptr ?all");

  /** What {@code $spf_smtp_comment} says when the domain publishes no explanation. */
  static final Option<Expandable> SMTP_COMMENT_TEMPLATE =
      Option.expanded("spf_smtp_comment_template", "Please%_see%_http://www.open-spf.org/Why");

  @Override
  public Place place() {
    return Place.MAIN;
  }

  @Override
  public List<Option<?>> options() {
    return List.of(GUESS, SMTP_COMMENT_TEMPLATE);
  }
}
