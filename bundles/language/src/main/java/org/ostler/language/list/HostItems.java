// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.list;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ostler.api.text.Text;
import org.ostler.language.expansion.Scope;
import org.ostler.language.text.IpNetwork;

/** The items of host lists: those that compare addresses, and those that need a name. */
final class HostItems {
  private static final Verdict NAMES_NOT_POSSIBLE =
      new Verdict.Unknown("cannot match host name in match_ip list");

  private HostItems() {}

  /** The empty item: no host is involved. */
  record NoHost() implements Item {
    @Override
    public Verdict test(Subject subject) {
      return subject.address == null ? new Verdict.Yes(null) : Verdict.NO;
    }
  }

  /** An asterisk alone: any host, or none. */
  record Any() implements Item {
    @Override
    public Verdict test(Subject subject) {
      return new Verdict.Yes(null);
    }
  }

  /** An address or a network. */
  record Network(IpNetwork network) implements Item {
    @Override
    public Verdict test(Subject subject) {
      return subject.address != null && network.contains(subject.address)
          ? new Verdict.Yes(null)
          : Verdict.NO;
    }
  }

  /** Digits and dots that are no address: one component is missing, most likely. */
  record Malformed() implements Item {
    @Override
    public Verdict test(Subject subject) {
      return subject.address == null
          ? Verdict.NO
          : new Verdict.Unknown("malformed IPv4 address or address mask");
    }
  }

  /** {@code @[]}: any address of this host. */
  record Here(Locality locality) implements Item {
    @Override
    public Verdict test(Subject subject) {
      boolean here = subject.address != null && locality.isLocal(subject.address.address());
      return here ? new Verdict.Yes(null) : Verdict.NO;
    }
  }

  /** A plain name, whose addresses are compared; null is this host's own name. */
  record Name(@Nullable String name, HostNames names) implements Item {
    @Override
    public Verdict test(Subject subject) throws InterruptedException {
      if (subject.address == null) {
        return Verdict.NO;
      }
      if (subject.addressOnly) {
        return NAMES_NOT_POSSIBLE;
      }
      Text primary = name == null ? subject.mail.variable("primary_hostname") : Text.of(name);
      String wanted = primary == null ? "" : primary.value();
      return switch (names.addresses(wanted)) {
        case HostNames.Addresses addresses ->
            addresses.list().contains(subject.address) ? new Verdict.Yes(null) : Verdict.NO;
        case HostNames.Later later -> new Verdict.Later(later.reason());
        default -> {
          subject.noAddress(wanted);
          yield new Verdict.Unknown("failed to find IP address for " + wanted);
        }
      };
    }
  }

  /** {@code net-type;file}: the address, masked or not, is the key. */
  record NetLookup(LookupItem lookup, int bits, boolean colons) implements Item {
    @Override
    public Verdict test(Subject subject) throws InterruptedException {
      if (subject.address == null) {
        return Verdict.NO;
      }
      return lookup.test(Text.of(key(subject.address)), subject);
    }

    private String key(IpNetwork address) {
      return AddressKey.of(address, bits, colons);
    }
  }

  /**
   * {@code type;file}: an address where only addresses may be compared, else every name of the host
   * is a key.
   *
   * @param byAddress for addresses
   * @param byName for names
   * @param query whether the key stands in the item itself
   */
  record NamedLookup(Item byAddress, ByName byName, boolean query) implements Item {
    @Override
    public Verdict test(Subject subject) throws InterruptedException {
      return subject.addressOnly || query ? byAddress.test(subject) : byName.test(subject);
    }
  }

  /** A pattern for names of the host. */
  record ByName(Item pattern, HostNames names) implements Item {
    @Override
    public @Nullable String problem() {
      return pattern.problem();
    }

    @Override
    public Verdict test(Subject subject) throws InterruptedException {
      IpNetwork address = subject.address;
      if (address == null && subject.hostName == null) {
        return Verdict.NO;
      }
      if (subject.addressOnly) {
        return NAMES_NOT_POSSIBLE;
      }
      if (subject.hostName != null || address == null) {
        return test(List.of(String.valueOf(subject.hostName)), subject);
      }
      boolean asked =
          names.hasAsked(address, subject.mail)
              || (subject.mail instanceof Scope scope && scope.isPeerNameless());
      return switch (names.names(address, subject.mail)) {
        case HostNames.Names found -> test(found.list(), subject);
        case HostNames.Nothing _ -> {
          if (!asked) {
            subject.noName();
          }
          yield unnamed(subject);
        }
        // No name now is no name, as in Exim; only a name in the list can be waited for.
        default -> unnamed(subject);
      };
    }

    private static Verdict unnamed(Subject subject) {
      return new Verdict.Unknown("failed to find host name for " + subject.text());
    }

    private Verdict test(List<String> found, Subject subject) throws InterruptedException {
      for (String name : found) {
        Verdict verdict =
            pattern.test(subject.part(org.ostler.language.expansion.ListKind.DOMAIN, name, true));
        if (!(verdict instanceof Verdict.No)) {
          return verdict;
        }
      }
      return Verdict.NO;
    }
  }
}
