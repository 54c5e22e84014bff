// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.acl;

import java.util.List;
import java.util.Set;
import org.ostler.api.option.InvalidArgument;
import org.ostler.language.text.Ascii;
import org.ostler.language.text.ListText;

/** Checks the options of address verification; the verifier obeys them. */
final class VerifyOptions {
  private static final Set<String> WORDS =
      Set.of(
          "defer_ok", "no_details", "success_on_redirect", "callout_defer_ok", "check_postmaster");
  private static final Set<String> CALLOUT_WORDS =
      Set.of(
          "defer_ok",
          "no_cache",
          "random",
          "use_sender",
          "use_postmaster",
          "postmaster",
          "fullpostmaster",
          "hold");
  private static final List<String> CALLOUT_TIMES = List.of("maxwait", "connect");

  private VerifyOptions() {}

  static InvalidArgument unknown(String option, String text) {
    return new InvalidArgument(
        "unknown option \"" + option + "\" in ACL condition \"verify " + text + "\"");
  }

  static void check(VerifySpec.Type type, List<String> options, String text)
      throws InvalidArgument {
    for (String option : options) {
      String word = Ascii.lower(option);
      if (WORDS.contains(word)) {
        continue;
      }
      if (QuotaWords.isMeant(option)) {
        if (type != VerifySpec.Type.RECIPIENT) {
          throw new InvalidArgument("can only verify quota of recipient");
        }
        QuotaWords.parse(option, text);
        continue;
      }
      if (!word.startsWith("callout")) {
        throw unknown(option, text);
      }
      callout(type, Ascii.strip(option.substring("callout".length())), text);
    }
  }

  private static void callout(VerifySpec.Type type, String value, String text)
      throws InvalidArgument {
    if (value.isEmpty()) {
      return;
    }
    if (!value.startsWith("=")) {
      throw new InvalidArgument("'=' expected after \"callout\" in ACL condition \"" + text + "\"");
    }
    ListText list = new ListText(value.substring(1), ',');
    boolean recipient = false;
    boolean postmaster = false;
    for (String option = list.next(); option != null; option = list.next()) {
      String word = Ascii.lower(option);
      recipient |= word.equals("use_sender");
      postmaster |= word.equals("use_postmaster");
      if (!CALLOUT_WORDS.contains(word)) {
        valued(type, word, text);
      }
    }
    if (recipient && postmaster) {
      throw new InvalidArgument(
          "only one of use_sender and use_postmaster can be set for a recipient callout");
    }
    if ((recipient || postmaster) && type != VerifySpec.Type.RECIPIENT) {
      throw new InvalidArgument(
          "use_sender or use_postmaster cannot be used for a sender verify callout");
    }
  }

  private static void valued(VerifySpec.Type type, String option, String text)
      throws InvalidArgument {
    for (String name : List.of("mailfrom", "postmaster_mailfrom")) {
      if (option.startsWith(name)) {
        if (name.equals("mailfrom") && type != VerifySpec.Type.HEADER_SENDER) {
          throw new InvalidArgument(
              "\"mailfrom\" is allowed as a callout option only for verify=header_sender"
                  + " (detected in ACL condition \""
                  + text
                  + "\")");
        }
        value(name, option, text);
        return;
      }
    }
    String time = option;
    for (String name : CALLOUT_TIMES) {
      if (option.startsWith(name)) {
        time = value(name, option, text);
      }
    }
    if (Times.seconds(time) < 0) {
      throw new InvalidArgument("bad time value in ACL condition \"verify " + text + "\"");
    }
  }

  private static String value(String name, String option, String text) throws InvalidArgument {
    String rest = Ascii.strip(option.substring(name.length()));
    if (!rest.startsWith("=")) {
      throw new InvalidArgument(
          "'=' expected after \"" + name + "\" in ACL verify condition \"" + text + "\"");
    }
    return Ascii.strip(rest.substring(1));
  }
}
