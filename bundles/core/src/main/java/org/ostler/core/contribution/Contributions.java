// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.contribution;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ostler.api.acl.Control;
import org.ostler.api.acl.Modifier;
import org.ostler.api.auth.AuthenticatorDriver;
import org.ostler.api.event.EventSink;
import org.ostler.api.expansion.AuthenticationMethod;
import org.ostler.api.expansion.Item;
import org.ostler.api.expansion.Operator;
import org.ostler.api.expansion.VariableSet;
import org.ostler.api.lookup.Lookup;
import org.ostler.api.option.OptionSet;
import org.ostler.api.report.StatusFields;
import org.ostler.api.routing.RouterDriver;
import org.ostler.api.smtp.ClientExtension;
import org.ostler.api.smtp.Extension;
import org.ostler.api.smtp.Preamble;
import org.ostler.api.tls.Associations;
import org.ostler.api.tls.StapleSource;
import org.ostler.api.tls.StapleVerifier;
import org.ostler.api.tls.TlsEngine;
import org.ostler.api.transport.TransportDriver;

/** All that features contribute, by kind. Safe for many threads. */
public final class Contributions {
  // Until a configuration says otherwise (feature_grace).
  private static final Duration GRACE = Duration.ofSeconds(20);
  private static final Duration DRAIN = Duration.ofSeconds(20);

  private final AtomicLong arrival = new AtomicLong(System.nanoTime());

  public final Registry<Item> items = new Registry<>("expansion item", GRACE, DRAIN, arrival);
  public final Registry<Operator> operators =
      new Registry<>("expansion operator", GRACE, DRAIN, arrival);
  public final Registry<org.ostler.api.expansion.Condition> conditions =
      new Registry<>("expansion condition", GRACE, DRAIN, arrival);
  public final Registry<VariableSet> variables = new Registry<>("variable", GRACE, DRAIN, arrival);
  public final Registry<Lookup> lookups = new Registry<>("lookup type", GRACE, DRAIN, arrival);
  public final Registry<org.ostler.api.acl.Condition> aclConditions =
      new Registry<>("ACL condition", GRACE, DRAIN, arrival);
  public final Registry<Modifier> aclModifiers =
      new Registry<>("ACL modifier", GRACE, DRAIN, arrival);
  public final Registry<Control> aclControls = new Registry<>("ACL control", GRACE, DRAIN, arrival);
  public final Registry<RouterDriver> routers =
      new Registry<>("router driver", GRACE, DRAIN, arrival);
  public final Registry<TransportDriver> transports =
      new Registry<>("transport driver", GRACE, DRAIN, arrival);
  public final Registry<Extension> extensions =
      new Registry<>("SMTP extension", GRACE, DRAIN, arrival);
  public final Registry<ClientExtension> clientExtensions =
      new Registry<>("SMTP client extension", GRACE, DRAIN, arrival);
  public final Registry<Preamble> preambles = new Registry<>("preamble", GRACE, DRAIN, arrival);
  public final Registry<AuthenticationMethod> authenticationMethods =
      new Registry<>("authentication method", GRACE, DRAIN, arrival);
  public final Registry<AuthenticatorDriver> authenticators =
      new Registry<>("authenticator driver", GRACE, DRAIN, arrival);
  public final Registry<EventSink> eventSinks = new Registry<>("event sink", GRACE, DRAIN, arrival);

  public final Registry<StatusFields> statusFields =
      new Registry<>("status fields", GRACE, DRAIN, arrival);

  /** At most one, under the name {@link #TLS}. */
  public final Registry<TlsEngine> tlsEngines = new Registry<>("TLS engine", GRACE, DRAIN, arrival);

  public static final String TLS = "tls";

  /** At most one, under the name {@link #OCSP}. */
  public final Registry<StapleSource> stapleSources =
      new Registry<>("source of OCSP proofs", GRACE, DRAIN, arrival);

  /** At most one, under the name {@link #OCSP}. */
  public final Registry<StapleVerifier> stapleVerifiers =
      new Registry<>("verifier of OCSP proofs", GRACE, DRAIN, arrival);

  public static final String OCSP = "ocsp";

  /** At most one, under the name {@link #DANE}. */
  public final Registry<Associations> associations = new Registry<>("DANE", GRACE, DRAIN, arrival);

  public static final String DANE = "dane";

  private final List<OptionSet> optionSets = new CopyOnWriteArrayList<>();

  public void addOptions(OptionSet set) {
    optionSets.add(set);
  }

  public void removeOptions(OptionSet set) {
    optionSets.remove(set);
  }

  /** How long calls wait for a feature that is away, from now on. */
  public void grace(Duration longest) {
    registries().forEach(registry -> registry.grace(longest));
  }

  /** The features that contribute anything now. */
  public Set<String> features() {
    return registries()
        .flatMap(registry -> registry.features().stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  private Stream<Registry<?>> registries() {
    return Stream.of(
        items,
        operators,
        conditions,
        variables,
        lookups,
        aclConditions,
        aclModifiers,
        aclControls,
        routers,
        transports,
        extensions,
        clientExtensions,
        preambles,
        authenticationMethods,
        eventSinks,
        statusFields,
        tlsEngines,
        stapleSources,
        stapleVerifiers,
        associations,
        authenticators);
  }

  /** The option sets of a place. */
  public List<OptionSet> options(OptionSet.Place place) {
    return optionSets.stream().filter(set -> set.place() == place).toList();
  }
}
