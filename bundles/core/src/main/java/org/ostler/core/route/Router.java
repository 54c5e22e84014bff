// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.route;

import static org.ostler.core.route.RouterOptions.*;

import org.jspecify.annotations.Nullable;
import org.ostler.api.option.InvalidArgument;
import org.ostler.api.option.Option;
import org.ostler.api.option.Settings;
import org.ostler.api.routing.RouterDriver;
import org.ostler.api.text.Text;

/** One router of a configuration, ready for use. Immutable; used by many threads. */
public final class Router {
  private final Settings settings;
  private final RouterDriver.Prepared driver;
  private final @Nullable Affix prefix;
  private final @Nullable Affix suffix;
  private final RouterVariables variables;

  private Router(
      Settings settings,
      RouterDriver.Prepared driver,
      @Nullable Affix prefix,
      @Nullable Affix suffix,
      RouterVariables variables) {
    this.settings = settings;
    this.driver = driver;
    this.prefix = prefix;
    this.suffix = suffix;
    this.variables = variables;
  }

  /** Makes a router of its options and its driver's. */
  public static Router of(Settings settings, RouterDriver.Prepared driver, Compiler compiler)
      throws InvalidArgument {
    SelfAction.of(settings.value(SELF));
    return new Router(
        settings,
        driver,
        settings
            .find(LOCAL_PART_PREFIX)
            .map(list -> new Affix(list, settings.value(LOCAL_PART_PREFIX_OPTIONAL), true))
            .orElse(null),
        settings
            .find(LOCAL_PART_SUFFIX)
            .map(list -> new Affix(list, settings.value(LOCAL_PART_SUFFIX_OPTIONAL), false))
            .orElse(null),
        RouterVariables.parse(settings.find(SET).orElse(""), compiler));
  }

  public String name() {
    return settings.name();
  }

  Settings settings() {
    return settings;
  }

  RouterDriver.Prepared driver() {
    return driver;
  }

  @Nullable Affix prefix() {
    return prefix;
  }

  @Nullable Affix suffix() {
    return suffix;
  }

  RouterVariables variables() {
    return variables;
  }

  /** Whether the router takes part in routing for this purpose. */
  boolean serves(Purpose purpose) {
    if (settings.value(VERIFY_ONLY) && !purpose.isVerification()) {
      return false;
    }
    return switch (purpose) {
      case DELIVERY -> true;
      case TEST -> settings.value(ADDRESS_TEST);
      case VERIFY_SENDER -> either(VERIFY_SENDER, VERIFY);
      case VERIFY_RECIPIENT -> either(VERIFY_RECIPIENT, VERIFY);
      case EXPN -> settings.value(EXPN);
    };
  }

  /** Whether an address that this router accepts does not verify. */
  boolean failsVerification(Purpose purpose) {
    return switch (purpose) {
      case VERIFY_SENDER -> either(FAIL_VERIFY_SENDER, FAIL_VERIFY);
      case VERIFY_RECIPIENT -> either(FAIL_VERIFY_RECIPIENT, FAIL_VERIFY);
      default -> false;
    };
  }

  private boolean either(Option<Boolean> special, Option<Boolean> general) {
    return settings.isSet(special) ? settings.value(special) : settings.value(general);
  }

  /** Why tainted text may not name a transport, or null when it may be used. */
  static @Nullable String refusal(Text name, String what) {
    return name.taint() == null
        ? null
        : "attempt to use tainted value '"
            + name
            + "' (from "
            + name.taint().origin()
            + ") for "
            + what;
  }
}
