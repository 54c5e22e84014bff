// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.list;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ostler.api.lookup.Lookup;
import org.ostler.api.option.InvalidArgument;
import org.ostler.api.option.Settings;
import org.ostler.api.text.Text;
import org.ostler.language.expansion.ListKind;
import org.ostler.language.list.ItemList.Entry;
import org.ostler.language.list.ItemList.Flag;
import org.ostler.language.lookup.FileCache;
import org.ostler.language.lookup.LookupCall;
import org.ostler.language.text.Ascii;
import org.ostler.language.text.IpNetwork;
import org.ostler.language.text.ListText;

/**
 * Makes items of the texts of lists. An item that makes no sense says so when it is reached, not
 * before.
 */
final class ItemParser {
  private static final Map<String, Flag> CASE_FLAGS = Map.of("+caseful", Flag.CASEFUL);
  private static final Map<String, Flag> HOST_FLAGS =
      Map.of(
          "+include_unknown", Flag.INCLUDE_UNKNOWN,
          "+ignore_unknown", Flag.IGNORE_UNKNOWN,
          "+include_defer", Flag.INCLUDE_DEFER,
          "+ignore_defer", Flag.IGNORE_DEFER,
          "+caseful", Flag.CASEFUL);

  private final NamedLists named;
  private final java.util.function.Function<String, java.util.Optional<Lookup>> types;
  private final java.util.function.Supplier<Settings> main;
  private final HostNames hostNames;
  private final Locality locality;
  private final Map<ListKind, FileCache<ItemList>> files = new EnumMap<>(ListKind.class);

  ItemParser(
      NamedLists named,
      java.util.function.Function<String, java.util.Optional<Lookup>> types,
      java.util.function.Supplier<Settings> main,
      HostNames hostNames,
      Locality locality) {
    this.named = named;
    this.types = types;
    this.main = main;
    this.hostNames = hostNames;
    this.locality = locality;
    for (ListKind kind : ListKind.values()) {
      files.put(kind, new FileCache<>(path -> FileLines.parse(kind, path, this)));
    }
  }

  HostNames hostNames() {
    return hostNames;
  }

  Locality locality() {
    return locality;
  }

  FileCache<ItemList> files(ListKind kind) {
    FileCache<ItemList> cache = files.get(kind);
    if (cache == null) {
      throw new IllegalStateException("no cache for " + kind);
    }
    return cache;
  }

  LookupCall lookup(String name) throws InvalidArgument {
    return LookupCall.compile(name, types, main);
  }

  /** The items of an expanded list. */
  ItemList list(ListKind kind, Text list) {
    List<Entry> entries = new ArrayList<>();
    ListText items = new ListText(list.value());
    for (String item = items.next(); item != null; item = items.next()) {
      entries.add(entry(kind, list.piece(item), list.value()));
    }
    return new ItemList(list.value(), ExactRun.collapse(kind, entries));
  }

  /** A list of one item, which is not taken apart. */
  ItemList single(ListKind kind, Text item) {
    return new ItemList(item.value(), List.of(entry(kind, item, item.value())));
  }

  private Entry entry(ListKind kind, Text item, String list) {
    Flag flag = (kind == ListKind.HOST ? HOST_FLAGS : CASE_FLAGS).get(item.value());
    if (flag != null && kind != ListKind.DOMAIN) {
      return flag;
    }
    boolean negated = item.value().startsWith("!");
    Text bare =
        negated ? item.piece(item.value().substring(Ascii.skipSpace(item.value(), 1))) : item;
    String text = bare.value();
    if (text.startsWith("/")) {
      return bare.isTainted()
          ? new ItemList.Tested(
              negated,
              new Item.Wrong("Tainted name '" + text + "' for file read not permitted"),
              item.value())
          : new ItemList.FromFile(negated, new FileLines(kind, text, list, this), item.value());
    }
    return text.startsWith("+")
        ? new ItemList.Tested(negated, new NamedItem(kind, text.substring(1), named), item.value())
        : new ItemList.Tested(negated, item(kind, bare), item.value());
  }

  /** One item that is neither negated, nor a file, nor a named list. */
  Item item(ListKind kind, String text) {
    return item(kind, Text.of(text));
  }

  private Item item(ListKind kind, Text item) {
    return switch (kind) {
      case DOMAIN -> domain(item);
      case LOCAL_PART -> text(item);
      case HOST -> host(item);
      case ADDRESS -> address(item);
    };
  }

  private Item text(Text item) {
    String text = item.value();
    if (text.startsWith("^")) {
      return TextItems.Pattern.of(text, true);
    }
    if (text.startsWith("*")) {
      return new TextItems.Suffix(text);
    }
    int semicolon = text.indexOf(';');
    return semicolon < 0 ? new TextItems.Exact(text) : LookupItem.of(item, semicolon, true, this);
  }

  private Item domain(Text item) {
    if (item.value().equals("@")) {
      return new TextItems.PrimaryName();
    }
    if (item.value().equals("@[]")) {
      return new TextItems.LiteralHere(locality);
    }
    Item mx = item.value().startsWith("@") ? MxItem.of(item, this) : null;
    return mx == null ? text(item) : mx;
  }

  private Item address(Text item) {
    String text = item.value();
    if (text.startsWith("^")) {
      return TextItems.Pattern.of(text, false);
    }
    int semicolon = lookupEnd(text);
    if (semicolon > 0) {
      return LookupItem.of(item, semicolon, false, this);
    }
    if (text.isEmpty()) {
      return new AddressItems.Null();
    }
    if (text.startsWith("@@") && text.indexOf(';') > 0) {
      Text rest = item.with(text.substring(2));
      Item lookup = LookupItem.of(rest, rest.value().indexOf(';'), true, this);
      return lookup instanceof LookupItem found
          ? new AddressItems.Split(text, found, this)
          : lookup;
    }
    int at = text.lastIndexOf('@');
    if (at < 0) {
      return new AddressItems.Parts(null, single(ListKind.DOMAIN, item));
    }
    // A domain that is @, @[] or @mx_... begins with the sign itself.
    boolean special = at > 0 && text.charAt(at - 1) == '@' && isSpecial(text.substring(at + 1));
    int end = special ? at - 1 : at;
    ItemList domain = single(ListKind.DOMAIN, item.with(text.substring(special ? at : at + 1)));
    return new AddressItems.Parts(text.substring(0, end), domain);
  }

  private static boolean isSpecial(String domain) {
    return domain.isEmpty() || domain.equals("[]") || domain.startsWith("mx_");
  }

  /** Where the semicolon of a lookup of the whole address stands; 0 when the item is none. */
  private static int lookupEnd(String text) {
    int i = 0;
    while (i < text.length()
        && (Ascii.isAlpha(text.charAt(i))
            || Ascii.isDigit(text.charAt(i))
            || text.charAt(i) == '-')) {
      i++;
    }
    for (String star : List.of("*", "@")) {
      i += text.startsWith(star, i) ? 1 : 0;
    }
    if (text.startsWith(",", i)) {
      i = Math.max(i, text.indexOf(';', i));
    }
    return text.startsWith(";", i) ? i : 0;
  }

  private Item host(Text item) {
    String text = item.value();
    if (text.isEmpty()) {
      return new HostItems.NoHost();
    }
    switch (text) {
      case "*" -> {
        return new HostItems.Any();
      }
      case "@" -> {
        return new HostItems.Name(null, hostNames);
      }
      case "@[]" -> {
        return new HostItems.Here(locality);
      }
      default -> {
        Item address = network(text);
        return address != null ? address : namedHost(item);
      }
    }
  }

  private static @Nullable Item network(String text) {
    IpNetwork network = IpNetwork.parse(text);
    if (network != null) {
      // An IPv4-mapped IPv6 address in a list matches no IPv4 host, as in Exim.
      boolean mapped = text.indexOf(':') >= 0 && network.octets().length == 4;
      return mapped ? _ -> Verdict.NO : new HostItems.Network(network);
    }
    int i = 0;
    while (i < text.length() && (Ascii.isDigit(text.charAt(i)) || text.charAt(i) == '.')) {
      i++;
    }
    boolean malformed = i == text.length() || (i > 0 && text.charAt(i) == '/');
    return malformed ? new HostItems.Malformed() : null;
  }

  private Item namedHost(Text item) {
    String text = item.value();
    int semicolon = text.startsWith("^") ? -1 : text.indexOf(';');
    if (semicolon >= 0 && !text.startsWith("*")) {
      return hostLookup(item, semicolon);
    }
    boolean plain = text.chars().allMatch(c -> Ascii.isWord(c) || c == '.' || c == '-' || c > 127);
    return plain
        ? new HostItems.Name(text, hostNames)
        : new HostItems.ByName(text(item), hostNames);
  }

  private Item hostLookup(Text item, int semicolon) {
    String text = item.value();
    int digits = "net".length();
    while (digits < text.length() && Ascii.isDigit(text.charAt(digits))) {
      digits++;
    }
    boolean net = text.startsWith("net") && text.startsWith("-", digits);
    int start = net ? digits + 1 : 0;
    Item lookup = LookupItem.of(item.with(text.substring(start)), semicolon - start, !net, this);
    if (!(lookup instanceof LookupItem found)) {
      return lookup;
    }
    boolean colons = found.call().type().name().equals("iplsearch");
    String mask = net ? text.substring("net".length(), digits) : "";
    int bits =
        mask.isEmpty() ? -1 : Integer.parseInt(mask.substring(0, Math.min(3, mask.length())));
    // Addresses have no partial matches and no defaults; only names have.
    String type = text.substring(start, semicolon).replaceFirst(",.*", "");
    Item byAddress =
        type.startsWith("partial") || type.indexOf('*') >= 0
            ? new Item.Wrong("unknown lookup type \"" + type + "\"")
            : new HostItems.NetLookup(found, bits, colons);
    return net
        ? byAddress
        : new HostItems.NamedLookup(
            byAddress, new HostItems.ByName(found, hostNames), found.call().isQuery());
  }
}
