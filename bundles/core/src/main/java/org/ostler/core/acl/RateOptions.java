// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.acl;

import org.jspecify.annotations.Nullable;
import org.ostler.api.option.InvalidArgument;
import org.ostler.language.text.Ascii;
import org.ostler.language.text.ListText;

/** Reads what follows the period in {@code ratelimit}. */
final class RateOptions {
  private RateSpec.@Nullable Per per;
  private int modes;
  private RateSpec.Mode mode = RateSpec.Mode.UNSET;
  private boolean noupdate;
  private double count = -1;
  private @Nullable String unique;
  private @Nullable String key;

  RateOptions read(ListText list) throws InvalidArgument {
    for (String option = list.next(); option != null; option = list.next()) {
      switch (Ascii.lower(option)) {
        case "leaky" -> mode(RateSpec.Mode.LEAKY);
        case "strict" -> mode(RateSpec.Mode.STRICT);
        case "readonly" -> mode(RateSpec.Mode.READONLY);
        case "noupdate" -> noupdate = true;
        case "per_conn" -> per(RateSpec.Per.CONN);
        case "per_mail" -> per(RateSpec.Per.MAIL);
        case "per_rcpt" -> per(RateSpec.Per.RCPT);
        case "per_byte" -> per(RateSpec.Per.BYTE);
        case "per_cmd" -> per(RateSpec.Per.CMD);
        case "per_addr" -> per(RateSpec.Per.ADDR);
        default -> other(option);
      }
    }
    if (modes > 1) {
      throw new InvalidArgument("conflicting update modes");
    }
    return this;
  }

  private void mode(RateSpec.Mode next) {
    modes += mode == next ? 0 : 1;
    mode = next;
  }

  private void per(RateSpec.Per next) throws InvalidArgument {
    if (per != null && per != next) {
      throw new InvalidArgument("conflicting per_* options");
    }
    per = next;
  }

  private void other(String option) throws InvalidArgument {
    if (Ascii.startsIgnoringCase(option, "count=")) {
      count = RateSpec.decimal(option.substring("count=".length()));
      if (count < 0) {
        throw new InvalidArgument("\"" + option + "\" is not a positive number");
      }
    } else if (Ascii.startsIgnoringCase(option, "unique=")) {
      unique = option.substring("unique=".length());
    } else {
      key = key == null ? option : key + "/" + option;
    }
  }

  RateSpec spec(double limit, String limitText, long seconds, String period) {
    return new RateSpec(
        limit,
        limitText,
        seconds,
        period,
        per == null ? RateSpec.Per.MAIL : per,
        per != null,
        mode,
        noupdate,
        count,
        unique,
        key != null,
        key == null ? "" : key);
  }
}
