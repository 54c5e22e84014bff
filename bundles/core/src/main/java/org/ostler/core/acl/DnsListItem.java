// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.acl;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ostler.api.option.InvalidArgument;
import org.ostler.language.text.Ascii;
import org.ostler.language.text.ListText;

/**
 * One item of {@code dnslists}: {@code [text domain,]domain[filter][/keys]}, or a word about failed
 * lookups.
 *
 * @param source as written
 * @param unknown the word, null for a list
 * @param textDomain the domain with the text, usually the same
 * @param domain the domain to ask
 * @param filter which answers count
 * @param keys what to look up instead of the peer's address, or null
 */
record DnsListItem(
    String source,
    @Nullable Unknown unknown,
    String textDomain,
    String domain,
    Filter filter,
    @Nullable List<String> keys) {
  /** What a failed lookup means. */
  enum Unknown {
    INCLUDE,
    EXCLUDE,
    DEFER
  }

  static List<DnsListItem> parse(String text) throws InvalidArgument {
    List<DnsListItem> items = new ArrayList<>();
    for (String item : ListText.items(text)) {
      if (!item.isEmpty()) {
        items.add(item.startsWith("+") ? word(item) : list(item));
      }
    }
    return items;
  }

  private static DnsListItem word(String item) throws InvalidArgument {
    Unknown unknown =
        switch (Ascii.lower(item)) {
          case "+include_unknown" -> Unknown.INCLUDE;
          case "+exclude_unknown" -> Unknown.EXCLUDE;
          case "+defer_unknown" -> Unknown.DEFER;
          default ->
              throw new InvalidArgument(
                  "unknown item in dnslist (starts with \"+\" but is not recognized): " + item);
        };
    return new DnsListItem(item, unknown, "", "", Filter.ALL, null);
  }

  private static DnsListItem list(String item) throws InvalidArgument {
    int slash = item.indexOf('/');
    List<String> keys = slash < 0 ? null : ListText.items(item.substring(slash + 1));
    String rest = slash < 0 ? item : Ascii.strip(item.substring(0, slash));
    int sign = firstOf(rest);
    Filter filter = sign < 0 ? Filter.ALL : Filter.parse(rest.substring(sign), item);
    String domains = Ascii.strip(sign < 0 ? rest : rest.substring(0, sign));
    int comma = domains.indexOf(',');
    String text = comma < 0 ? domains : Ascii.strip(domains.substring(0, comma));
    String asked = comma < 0 ? domains : Ascii.strip(domains.substring(comma + 1));
    for (String domain : List.of(text, asked)) {
      if (!domain.matches("[A-Za-z0-9._-]+")) {
        throw new InvalidArgument(
            "dnslists domain \"" + domain + "\" contains strange characters - is this right?");
      }
    }
    return new DnsListItem(item, null, text, asked, filter, keys);
  }

  private static int firstOf(String text) {
    for (int i = 0; i < text.length(); i++) {
      if ("=&!".indexOf(text.charAt(i)) >= 0) {
        return i;
      }
    }
    return -1;
  }

  /**
   * Which answers count.
   *
   * @param negated whether the result is turned round
   * @param every whether all answers must match, not one
   * @param bits whether the values are bits that must be set
   * @param values IPv4 addresses as numbers; empty lets all pass
   */
  record Filter(boolean negated, boolean every, boolean bits, List<Integer> values) {
    static final Filter ALL = new Filter(false, false, false, List.of());

    static Filter parse(String text, String item) throws InvalidArgument {
      int at = 0;
      boolean negated = text.charAt(at) == '!';
      at += negated ? 1 : 0;
      String sign = at < text.length() ? signAt(text, at) : "";
      if (sign.isEmpty()) {
        throw new InvalidArgument("bad filter in dnslists item \"" + item + "\"");
      }
      List<Integer> values = new ArrayList<>();
      for (String value : text.substring(at + sign.length()).split(",", -1)) {
        InetAddress address = PeerNames.literal(Ascii.strip(value));
        if (address == null || address.getAddress().length != 4) {
          throw new InvalidArgument(
              "\""
                  + Ascii.strip(value)
                  + "\" is not an IPv4 address in dnslists item \""
                  + item
                  + "\"");
        }
        values.add(number(address));
      }
      return new Filter(negated, sign.length() == 2, sign.endsWith("&"), values);
    }

    private static String signAt(String text, int at) {
      for (String sign : List.of("==", "=&", "=", "&")) {
        if (text.startsWith(sign, at)) {
          return sign;
        }
      }
      return "";
    }

    boolean passes(List<String> answers) {
      if (values.isEmpty()) {
        return true;
      }
      boolean any = false;
      boolean all = true;
      for (String answer : answers) {
        InetAddress address = PeerNames.literal(answer);
        boolean matches = address != null && matches(number(address));
        any |= matches;
        all &= matches;
      }
      return (every ? all : any) != negated;
    }

    private boolean matches(int answer) {
      for (int value : values) {
        if (bits ? (answer & value) == value : answer == value) {
          return true;
        }
      }
      return false;
    }

    private static int number(InetAddress address) {
      int number = 0;
      for (byte octet : address.getAddress()) {
        number = number << 8 | octet & 0xff;
      }
      return number;
    }
  }
}
