// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.policy;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.ostler.api.acl.Phase;
import org.ostler.api.auth.AuthenticatorDriver;
import org.ostler.api.option.Option;
import org.ostler.api.routing.RouterDriver;
import org.ostler.api.transport.TransportDriver;
import org.ostler.core.log.LogSelector;

/** Macros that begin with an underscore: by them a configuration asks what there is. */
final class PredefinedMacros {
  private PredefinedMacros() {}

  static Map<String, String> of(
      Surface surface,
      Collection<RouterDriver> routers,
      Collection<TransportDriver> transports,
      Collection<AuthenticatorDriver> authenticators) {
    Map<String, String> macros = new TreeMap<>();
    put(macros, "_HAVE_IPV6");
    put(macros, "_HAVE_CRYPTEQ");
    put(macros, "_HAVE_EVENT");
    put(macros, "_HAVE_I18N");
    put(macros, "_HAVE_TRANSPORT_APPEND_MAILDIR");
    for (String lookup : new String[] {"LSEARCH", "CDB", "DSEARCH", "JSON", "PASSWD"}) {
      put(macros, "_HAVE_LOOKUP_" + lookup);
    }
    options(macros, "_OPT_MAIN_", surface.main());
    options(macros, "_OPT_ROUTERS_", surface.router());
    options(macros, "_OPT_TRANSPORTS_", surface.transport());
    for (RouterDriver driver : routers) {
      put(macros, "_DRIVER_ROUTER_" + upper(driver.name()));
      options(macros, "_OPT_ROUTER_" + upper(driver.name()) + "_", driver.options());
    }
    for (TransportDriver driver : transports) {
      put(macros, "_DRIVER_TRANSPORT_" + upper(driver.name()));
      options(macros, "_OPT_TRANSPORT_" + upper(driver.name()) + "_", driver.options());
    }
    options(macros, "_OPT_AUTHENTICATORS_", surface.authenticator());
    for (AuthenticatorDriver driver : authenticators) {
      put(macros, "_DRIVER_AUTHENTICATOR_" + upper(driver.name()));
      options(macros, "_OPT_AUTHENTICATOR_" + upper(driver.name()) + "_", driver.options());
    }
    for (LogSelector selector : LogSelector.values()) {
      put(macros, "_LOG_" + upper(selector.word()));
    }
    for (Phase phase : Phase.values()) {
      put(macros, "_OPT_MAIN_ACL_" + upper(phase.word()));
    }
    return macros;
  }

  private static void options(
      Map<String, String> macros, String prefix, Collection<Option<?>> options) {
    options.forEach(option -> put(macros, prefix + upper(option.name())));
  }

  private static void put(Map<String, String> macros, String name) {
    macros.put(name, "y");
  }

  private static String upper(String name) {
    return name.toUpperCase(Locale.ROOT);
  }
}
