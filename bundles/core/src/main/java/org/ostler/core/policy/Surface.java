// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.policy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.ostler.api.acl.Phase;
import org.ostler.api.option.Option;
import org.ostler.api.option.OptionSet;
import org.ostler.core.auth.AuthenticatorOptions;
import org.ostler.core.contribution.Contributions;
import org.ostler.core.deliver.DeliveryOptions;
import org.ostler.core.deliver.TransportOptions;
import org.ostler.core.dns.DnsOptions;
import org.ostler.core.queue.QueueOptions;
import org.ostler.core.report.ReportOptions;
import org.ostler.core.retry.RetryOptions;
import org.ostler.core.route.RouteMainOptions;
import org.ostler.core.route.RouterOptions;
import org.ostler.core.smtp.client.CalloutOptions;
import org.ostler.core.smtp.server.SmtpOptions;
import org.ostler.core.variables.IdentityOptions;

/**
 * All options that may stand in each part of the configuration: core's own and those of features.
 */
final class Surface {
  private final Contributions contributions;

  Surface(Contributions contributions) {
    this.contributions = contributions;
  }

  Collection<Option<?>> main() {
    List<Option<?>> all = new ArrayList<>();
    all.addAll(IdentityOptions.all());
    all.addAll(RouteMainOptions.ALL);
    all.addAll(SmtpOptions.all());
    all.addAll(CalloutOptions.all());
    all.addAll(DnsOptions.all());
    all.addAll(DeliveryOptions.ALL);
    all.addAll(QueueOptions.ALL);
    all.addAll(ReportOptions.all());
    all.addAll(RetryOptions.ALL);
    all.addAll(LogOptions.all());
    all.addAll(CommandOptions.all());
    all.addAll(PolicyOptions.all());
    all.add(ProcessVariables.ADD_ENVIRONMENT);
    all.add(ProcessVariables.KEEP_ENVIRONMENT);
    all.addAll(SettledOptions.main());
    for (Phase phase : Phase.values()) {
      all.add(hook(phase));
    }
    return withFeatures(all, OptionSet.Place.MAIN);
  }

  /** The main option that names a phase's list. */
  static Option<org.ostler.api.expansion.Expandable> hook(Phase phase) {
    return Option.expanded(phase.option(), null);
  }

  Collection<Option<?>> router() {
    return withFeatures(new ArrayList<>(RouterOptions.ALL), OptionSet.Place.ROUTER);
  }

  Collection<Option<?>> transport() {
    return withFeatures(new ArrayList<>(TransportOptions.ALL), OptionSet.Place.TRANSPORT);
  }

  Collection<Option<?>> authenticator() {
    return withFeatures(new ArrayList<>(AuthenticatorOptions.ALL), OptionSet.Place.AUTHENTICATOR);
  }

  private List<Option<?>> withFeatures(List<Option<?>> all, OptionSet.Place place) {
    contributions.options(place).forEach(set -> all.addAll(set.options()));
    return all;
  }
}
