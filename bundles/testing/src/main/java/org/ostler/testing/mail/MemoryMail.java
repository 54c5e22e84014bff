// SPDX-License-Identifier: Apache-2.0
package org.ostler.testing.mail;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ostler.api.acl.AclView;
import org.ostler.api.acl.Phase;
import org.ostler.api.expansion.VariableSet;
import org.ostler.api.mail.Addressee;
import org.ostler.api.mail.HeaderField;
import org.ostler.api.mail.Peer;
import org.ostler.api.mail.Slot;
import org.ostler.api.option.Settings;
import org.ostler.api.text.Text;

/** A view of mail that a test fills. Every method that changes it returns it. */
public final class MemoryMail implements AclView {
  private Phase phase = Phase.RCPT;
  private MemoryPeer peer = MemoryPeer.LOCAL;
  private MemoryEnvelope envelope = MemoryEnvelope.EMPTY;
  private List<HeaderField> headerFields = List.of();
  private @Nullable Addressee addressee;
  private Settings settings = MemorySettings.NONE;
  private final Map<Slot<?>, Object> slots = new HashMap<>();
  private final Map<String, Text> variables = new HashMap<>();
  private final Map<String, VariableSet> variableSets = new HashMap<>();

  public MemoryMail() {
    set("primary_hostname", "mail.example.net");
  }

  public MemoryMail in(Phase now) {
    phase = now;
    return this;
  }

  public MemoryMail from(MemoryPeer other) {
    peer = other;
    return this;
  }

  /** Another message: values of the message's scope are forgotten. */
  public MemoryMail carrying(MemoryEnvelope next) {
    envelope = next;
    slots.keySet().removeIf(slot -> slot.scope() == Slot.Scope.MESSAGE);
    return this;
  }

  public MemoryMail headed(HeaderField... fields) {
    headerFields = List.of(fields);
    return this;
  }

  public MemoryMail about(@Nullable Addressee address) {
    addressee = address;
    return this;
  }

  public MemoryMail under(Settings main) {
    settings = main;
    return this;
  }

  /** Gives a variable a value. */
  public MemoryMail set(String name, String value) {
    variables.put(name, Text.of(value));
    return this;
  }

  /** Makes a feature's variables known. */
  public MemoryMail knowing(VariableSet set) {
    set.names().forEach(name -> variableSets.put(name, set));
    return this;
  }

  @Override
  public Phase phase() {
    return phase;
  }

  @Override
  public Peer peer() {
    return peer;
  }

  @Override
  public MemoryEnvelope envelope() {
    return envelope;
  }

  @Override
  public List<HeaderField> headerFields() {
    return headerFields;
  }

  @Override
  public @Nullable Addressee addressee() {
    return addressee;
  }

  @Override
  public Settings settings() {
    return settings;
  }

  @Override
  @SuppressWarnings("unchecked") // The slot made the value.
  public <T> T value(Slot<T> slot) {
    return (T) slots.computeIfAbsent(slot, s -> s.initial().get());
  }

  @Override
  public @Nullable Text variable(String name) throws InterruptedException {
    VariableSet set = variableSets.get(name);
    return set != null ? set.value(name, this) : variables.get(name);
  }
}
