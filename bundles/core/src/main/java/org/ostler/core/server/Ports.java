// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.server;

import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
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
import org.ostler.core.contribution.Contributions;
import org.ostler.core.contribution.Registry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where features dock: their services come and go here while mail flows. */
@Component(service = Ports.class)
public final class Ports {
  private static final Logger LOG = LoggerFactory.getLogger(Ports.class);

  private final Contributions contributions = new Contributions();

  public Contributions contributions() {
    return contributions;
  }

  /** The package of the component, which for our own bundles is the feature's name. */
  private static String feature(Map<String, Object> properties) {
    if (!(properties.get("component.name") instanceof String component)) {
      return "bundle " + properties.get("service.bundleid");
    }
    String[] parts = component.split("\\.", -1);
    // org.ostler.proxy.protocol.ProxyPreamble is of the feature proxy-protocol.
    return component.startsWith("org.ostler.") && parts.length > 3
        ? String.join("-", List.of(parts).subList(2, parts.length - 1))
        : parts.length < 2 ? component : parts[parts.length - 2];
  }

  private static <T> void remove(Registry<T> registry, String name, T contribution) {
    try {
      if (!registry.remove(name, contribution)) {
        LOG.warn("calls to {} still ran when it was taken away", name);
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void addItem(Item item, Map<String, Object> properties) {
    contributions.items.add(item.signature().name(), item, feature(properties));
  }

  void removeItem(Item item) {
    remove(contributions.items, item.signature().name(), item);
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void addOperator(Operator operator, Map<String, Object> properties) {
    contributions.operators.add(operator.name(), operator, feature(properties));
  }

  void removeOperator(Operator operator) {
    remove(contributions.operators, operator.name(), operator);
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void addCondition(org.ostler.api.expansion.Condition condition, Map<String, Object> properties) {
    contributions.conditions.add(condition.signature().name(), condition, feature(properties));
  }

  void removeCondition(org.ostler.api.expansion.Condition condition) {
    remove(contributions.conditions, condition.signature().name(), condition);
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void addVariables(VariableSet set, Map<String, Object> properties) {
    set.names().forEach(name -> contributions.variables.add(name, set, feature(properties)));
  }

  void removeVariables(VariableSet set) {
    set.names().forEach(name -> remove(contributions.variables, name, set));
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void addAuthenticationMethod(AuthenticationMethod method, Map<String, Object> properties) {
    contributions.authenticationMethods.add(method.name(), method, feature(properties));
  }

  void removeAuthenticationMethod(AuthenticationMethod method) {
    remove(contributions.authenticationMethods, method.name(), method);
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void addLookup(Lookup lookup, Map<String, Object> properties) {
    contributions.lookups.add(lookup.name(), lookup, feature(properties));
  }

  void removeLookup(Lookup lookup) {
    remove(contributions.lookups, lookup.name(), lookup);
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void addAclCondition(org.ostler.api.acl.Condition condition, Map<String, Object> properties) {
    contributions.aclConditions.add(condition.name(), condition, feature(properties));
  }

  void removeAclCondition(org.ostler.api.acl.Condition condition) {
    remove(contributions.aclConditions, condition.name(), condition);
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void addAclModifier(Modifier modifier, Map<String, Object> properties) {
    contributions.aclModifiers.add(modifier.name(), modifier, feature(properties));
  }

  void removeAclModifier(Modifier modifier) {
    remove(contributions.aclModifiers, modifier.name(), modifier);
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void addAclControl(Control control, Map<String, Object> properties) {
    contributions.aclControls.add(control.name(), control, feature(properties));
  }

  void removeAclControl(Control control) {
    remove(contributions.aclControls, control.name(), control);
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void addRouterDriver(RouterDriver driver, Map<String, Object> properties) {
    contributions.routers.add(driver.name(), driver, feature(properties));
  }

  void removeRouterDriver(RouterDriver driver) {
    remove(contributions.routers, driver.name(), driver);
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void addTransportDriver(TransportDriver driver, Map<String, Object> properties) {
    contributions.transports.add(driver.name(), driver, feature(properties));
  }

  void removeTransportDriver(TransportDriver driver) {
    remove(contributions.transports, driver.name(), driver);
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void addExtension(Extension extension, Map<String, Object> properties) {
    contributions.extensions.add(extension.keyword(), extension, feature(properties));
  }

  void removeExtension(Extension extension) {
    remove(contributions.extensions, extension.keyword(), extension);
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void addClientExtension(ClientExtension extension, Map<String, Object> properties) {
    contributions.clientExtensions.add(extension.keyword(), extension, feature(properties));
  }

  void removeClientExtension(ClientExtension extension) {
    remove(contributions.clientExtensions, extension.keyword(), extension);
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void addEventSink(EventSink sink, Map<String, Object> properties) {
    contributions.eventSinks.add(sink.name(), sink, feature(properties));
  }

  void removeEventSink(EventSink sink) {
    remove(contributions.eventSinks, sink.name(), sink);
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void addTlsEngine(TlsEngine engine, Map<String, Object> properties) {
    contributions.tlsEngines.add(Contributions.TLS, engine, feature(properties));
  }

  void removeTlsEngine(TlsEngine engine) {
    remove(contributions.tlsEngines, Contributions.TLS, engine);
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void addStapleSource(StapleSource source, Map<String, Object> properties) {
    contributions.stapleSources.add(Contributions.OCSP, source, feature(properties));
  }

  void removeStapleSource(StapleSource source) {
    remove(contributions.stapleSources, Contributions.OCSP, source);
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void addStapleVerifier(StapleVerifier verifier, Map<String, Object> properties) {
    contributions.stapleVerifiers.add(Contributions.OCSP, verifier, feature(properties));
  }

  void removeStapleVerifier(StapleVerifier verifier) {
    remove(contributions.stapleVerifiers, Contributions.OCSP, verifier);
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void addAssociations(Associations associations, Map<String, Object> properties) {
    contributions.associations.add(Contributions.DANE, associations, feature(properties));
  }

  void removeAssociations(Associations associations) {
    remove(contributions.associations, Contributions.DANE, associations);
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void addStatusFields(StatusFields fields, Map<String, Object> properties) {
    contributions.statusFields.add(fields.name(), fields, feature(properties));
  }

  void removeStatusFields(StatusFields fields) {
    remove(contributions.statusFields, fields.name(), fields);
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void addAuthenticatorDriver(AuthenticatorDriver driver, Map<String, Object> properties) {
    contributions.authenticators.add(driver.name(), driver, feature(properties));
  }

  void removeAuthenticatorDriver(AuthenticatorDriver driver) {
    remove(contributions.authenticators, driver.name(), driver);
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void addPreamble(Preamble preamble, Map<String, Object> properties) {
    contributions.preambles.add(preamble.name(), preamble, feature(properties));
  }

  void removePreamble(Preamble preamble) {
    remove(contributions.preambles, preamble.name(), preamble);
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void addOptions(OptionSet set) {
    contributions.addOptions(set);
  }

  void removeOptions(OptionSet set) {
    contributions.removeOptions(set);
  }
}
