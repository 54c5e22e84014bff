// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.policy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ostler.api.option.Kind;
import org.ostler.api.option.Option;
import org.ostler.api.tls.Associations;
import org.ostler.api.tls.ClientTlsOptions;
import org.ostler.api.tls.ServerOptions;
import org.ostler.api.tls.StapleVerifier;
import org.ostler.language.config.Assignment;

/**
 * Options of features that this distribution may lack: of TLS, DANE, OCSP, PRDR. Without the
 * feature they mean what they mean in an Exim that meets no peer with it: nothing is offered, and
 * nothing is asked for. Those that forbid to go on without ({@code hosts_require_tls}, {@code
 * hosts_require_dane}) hold mail back; those that would listen differently ({@code
 * tls_on_connect_ports}) are not here, and so refused.
 *
 * <p>Where the catalogue knows the feature, its word is asked for as any other.
 */
final class AbsentFeatures {
  private static final List<Option<?>> MAIN =
      Stream.concat(
              ServerOptions.QUIET.stream(),
              Stream.of(Option.bool("prdr_enable", false), Option.expanded("tls_ocsp_file", null)))
          .toList();

  private static final List<Option<?>> SMTP =
      Stream.concat(
              ClientTlsOptions.all().stream(),
              Stream.of(
                  Associations.HOSTS_REQUIRE,
                  Associations.HOSTS_TRY,
                  Associations.REQUIRE_CIPHERS,
                  StapleVerifier.HOSTS_REQUEST,
                  StapleVerifier.HOSTS_REQUIRE,
                  Option.hosts("hosts_pipe_connect", null),
                  Option.hosts("hosts_try_fastopen", "*"),
                  Option.hosts("hosts_try_prdr", "*")))
          .toList();

  private static final String TRANSPORT = "option.transport";

  private AbsentFeatures() {}

  /**
   * For the main part, those that nobody present has; what {@code assignments} name may call for
   * its feature. STARTTLS is offered unless {@code tls_advertise_hosts} is set empty, so its
   * default calls for TLS as if it were written.
   */
  static List<Option<?>> main(
      Collection<Option<?>> present, List<Assignment> assignments, WantedFeatures wanted) {
    if (!present.contains(ServerOptions.ADVERTISE_HOSTS)
        && assignments.stream().noneMatch(AbsentFeatures::forbidsTls)) {
      wanted.brings("option.main", ServerOptions.ADVERTISE_HOSTS.name());
    }
    return without(MAIN, "option.main", present, assignments, wanted);
  }

  /**
   * For a transport of this driver. TLS is tried unless {@code hosts_avoid_tls} is {@code *}, so
   * every other smtp transport calls for it; where TLS is, the default of {@code hosts_try_dane}
   * calls for DANE as if it were written.
   */
  static List<Option<?>> transport(
      String driver,
      Collection<Option<?>> present,
      List<Assignment> assignments,
      WantedFeatures wanted) {
    if (!driver.equals("smtp")) {
      return List.of();
    }
    if (!present.contains(ClientTlsOptions.HOSTS_REQUIRE_TLS)) {
      if (assignments.stream().noneMatch(AbsentFeatures::forbidsTls)) {
        wanted.brings(TRANSPORT, ClientTlsOptions.HOSTS_REQUIRE_TLS.name());
      }
    } else if (!present.contains(Associations.HOSTS_TRY)) {
      wanted.brings(TRANSPORT, Associations.HOSTS_TRY.name());
    }
    return without(SMTP, TRANSPORT, present, assignments, wanted);
  }

  /** Who asks for no TLS at all needs no feature for it. */
  private static boolean forbidsTls(Assignment assignment) {
    String nobody =
        assignment.name().equals(ServerOptions.ADVERTISE_HOSTS.name())
            ? ""
            : assignment.name().equals(ClientTlsOptions.HOSTS_AVOID_TLS.name()) ? "*" : null;
    return assignment.value() != null && assignment.value().strip().equals(nobody);
  }

  private static List<Option<?>> without(
      List<Option<?>> options,
      String kind,
      Collection<Option<?>> present,
      List<Assignment> assignments,
      WantedFeatures wanted) {
    Set<String> known = present.stream().map(Option::name).collect(Collectors.toSet());
    Set<String> used =
        assignments.stream()
            .filter(assignment -> !forbidsTls(assignment))
            .map(Assignment::name)
            .collect(Collectors.toSet());
    List<Option<?>> left = new ArrayList<>();
    for (Option<?> option : options) {
      String name = option.name();
      boolean named =
          used.contains(name)
              || option.kind() == Kind.BOOLEAN
                  && (used.contains("no_" + name) || used.contains("not_" + name));
      if (known.contains(name)) {
        continue;
      }
      if (!named || !wanted.brings(kind, name)) {
        left.add(option);
      }
    }
    return left;
  }
}
