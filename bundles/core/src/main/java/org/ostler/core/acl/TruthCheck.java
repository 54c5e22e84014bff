// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.acl;

import org.ostler.language.text.Ascii;

/** {@code condition}: yes, true or a number that is not zero; no, false, zero or nothing. */
final class TruthCheck {
  private TruthCheck() {}

  static Step.Work make(String argument, Site site) {
    return (text, course) -> {
      String value = text.value();
      String digits = value.startsWith("-") ? value.substring(1) : value;
      if (isDigits(digits)) {
        return Result.of(!isZero(digits));
      }
      if (Ascii.sameIgnoringCase(value, "yes") || Ascii.sameIgnoringCase(value, "true")) {
        return Result.OK;
      }
      if (Ascii.sameIgnoringCase(value, "no") || Ascii.sameIgnoringCase(value, "false")) {
        return Result.FAIL;
      }
      return course.defer("invalid \"condition\" value \"" + value + "\"");
    };
  }

  private static boolean isDigits(String value) {
    for (int i = 0; i < value.length(); i++) {
      if (!Ascii.isDigit(value.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isZero(String digits) {
    for (int i = 0; i < digits.length(); i++) {
      if (digits.charAt(i) != '0') {
        return false;
      }
    }
    return true;
  }
}
