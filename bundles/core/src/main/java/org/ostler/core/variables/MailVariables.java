// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.variables;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ostler.api.text.Text;
import org.ostler.core.mail.Situation;
import org.ostler.language.expansion.Variable;

/** All variables that core knows, by name. Immutable. */
public final class MailVariables {
  private final Map<String, Reading> readings;

  public MailVariables(HostFacts host) {
    Map<String, Reading> all = new HashMap<>();
    all.putAll(ConnectionVariables.table().readings());
    all.putAll(MessageVariables.table().readings());
    all.putAll(MimeVariables.table().readings());
    all.putAll(AddressVariables.table().readings());
    all.putAll(FilterVariables.table().readings());
    all.putAll(OutgoingTlsVariables.table().readings());
    all.putAll(HostVariables.table(host).readings());
    this.readings = Map.copyOf(all);
  }

  /** The variable of that name, {@code acl_}, {@code r_} and the findings of checks among them. */
  public Optional<Variable> find(String name) {
    Reading reading = readings.get(name);
    if (reading != null) {
      return Optional.of(
          mail -> mail instanceof Situation situation ? reading.of(situation) : null);
    }
    if (AclVariableNames.isAclVariable(name)) {
      return Optional.of(mail -> mail instanceof Situation situation ? acl(name, situation) : null);
    }
    if (name.startsWith("r_")) {
      return Optional.of(
          mail -> mail instanceof Situation situation ? router(name, situation) : null);
    }
    if (Findable.NAMES.contains(name)) {
      return Optional.of(
          mail -> mail instanceof Situation situation ? finding(name, situation) : null);
    }
    return Optional.empty();
  }

  private static @Nullable Text finding(String name, Situation situation) {
    Text found = situation.findings().value(name);
    return found == null && name.equals("inode") ? Text.of("0") : found;
  }

  private static @Nullable Text acl(String name, Situation situation) {
    return name.startsWith("acl_c")
        ? situation.peer().aclVariables.get(name)
        : situation.envelope().aclVariables.get(name);
  }

  private static @Nullable Text router(String name, Situation situation) {
    return situation.addressee() == null ? null : situation.addressee().routerVariables.get(name);
  }
}
