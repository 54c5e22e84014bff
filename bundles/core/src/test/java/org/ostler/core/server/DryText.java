// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.server;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Brings the output of two servers under {@code -bh} to what both must agree in. */
final class DryText {
  private static final Pattern ID = Pattern.compile("\\b\\w{6}-\\w{6}-\\w{2}\\b");
  // Lists that are main options are asked for reasons of the server's own.
  private static final Pattern OPTION =
      Pattern.compile(">>>.* in \\w+\\? (yes|no|list match).*", Pattern.DOTALL);
  // Those that features bring, and those that Exim asks for each name in the DNS.
  private static final Pattern OTHERS =
      Pattern.compile(
          ">>>.* in (dsn_advertise_hosts|hosts_proxy|pipelining_connect_advertise_hosts"
              + "|tls_advertise_hosts|dns_again_means_nonexist)\\? .*");
  private static final Pattern ARRIVAL = Pattern.compile("LOG: \\S+ [<(]= .*");
  // What the DNS said to Exim; our resolver has no trace.
  private static final Pattern NAMES =
      Pattern.compile(
          ">>>[ \u00e2\u0095\u008e]*(looking up host name|IP address|checking"
              + " addresses|gethostbyname2|no IP address|sender host name|name=|ETRN command is|new"
              + " DNS lookup|dnslists: |dnslists check: \\+|verifying |getting IP address|matched"
              + " host name|ratelimit (?!condition)|seen (?!=)|DNS lookup for|=> |using result of"
              + " previous| *[0-9a-f.:]+( OK)?$|\\S+ does not match any IP"
              + "|local host found for|matched host address).*");

  // Which names are to be asked for with signatures is no list of the configuration.
  private static final Pattern SIGNED = Pattern.compile(">>> \\S+ in \"\\*?\"\\? .*");
  // Two octets of U+254E in UTF-8 among the blanks of the indentation.
  private static final Pattern VERIFY =
      Pattern.compile(">>>[ \u00e2\u0095\u008e]*(>>>>>+|-+ end verify -+)");

  private static final Pattern LIST_BEGINS =
      Pattern.compile(
          ">>>[ \u00e2\u0095\u008e]*(using ACL|ACL is NULL|processing \"|\\w+: condition test|end"
              + " of ).*");
  private static final Pattern PLACE = Pattern.compile("\\((CONF|DIR/acl) (\\d+)\\)$");

  private DryText() {}

  /** Replies, without the banner. */
  static List<String> replies(String out) {
    return out.lines()
        .filter(line -> line.matches("[2-5]\\d\\d[- ].*"))
        // Ostler has no early pipelining.
        .filter(line -> !line.equals("250-PIPECONNECT"))
        .filter(line -> !line.startsWith("220 mx.test.example ESMTP"))
        .map(line -> ID.matcher(line).replaceAll("ID").stripTrailing())
        .toList();
  }

  /**
   * Log lines and the trace of access control lists; routing has traces of its own elsewhere.
   *
   * @param options whether to keep the trace of lists that are options too
   */
  static List<String> trace(String err, Path configuration, String text, boolean options) {
    Pattern unheard = options ? OTHERS : OPTION;
    String directory = String.valueOf(configuration.getParent());
    List<String> lines = text.lines().toList();
    List<String> kept = new ArrayList<>();
    boolean routing = false;
    boolean naming = false;
    for (String line : err.lines().toList()) {
      if (VERIFY.matcher(line).matches()) {
        routing = line.contains(">>>>>>");
      } else if (LIST_BEGINS.matcher(line).matches()) {
        routing = false; // VRFY says no end of its verification
        naming = false;
      }
      naming |= line.contains("verify = helo");
      if (VERIFY.matcher(line).matches()) {
        continue;
      }
      if (line.startsWith("LOG:")
          ? !ARRIVAL.matcher(line).matches()
          : line.startsWith(">>>")
              && !routing
              && !((naming || options) && SIGNED.matcher(line).matches())
              && !NAMES.matcher(line).matches()
              && !unheard.matcher(line).matches()) {
        String named = line.replace(configuration.toString(), "CONF").replace(directory, "DIR");
        kept.add(inline(ID.matcher(named).replaceAll("ID").stripTrailing(), lines));
      }
    }
    return kept;
  }

  /**
   * A list that is written out in an option has, for Exim, the number of the file's last line, for
   * us that of the option: both are named alike.
   */
  private static String inline(String line, List<String> configuration) {
    Matcher matcher = PLACE.matcher(line);
    if (!matcher.find()) {
      return line;
    }
    int number = Integer.parseInt(matcher.group(2));
    boolean named =
        matcher.group(1).equals("CONF")
            && number > configuration.indexOf("begin acl")
            && number <= configuration.indexOf("begin routers");
    return named ? line : matcher.replaceFirst("(inline)");
  }
}
