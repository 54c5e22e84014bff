// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.filter;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.ostler.api.mail.HeaderField;
import org.ostler.api.mail.ReversePath;
import org.ostler.api.text.Text;
import org.ostler.core.mail.Situation;
import org.ostler.core.rewrite.Place;
import org.ostler.core.rewrite.Rewriter;
import org.ostler.language.octets.AddressText;
import org.ostler.language.text.Ascii;

/** Whether a message is from a person to the user, so that a machine may answer it (RFC 3834). */
public final class PersonalMail {
  private static final Set<String> OF_LISTS =
      Set.of(
          "list-id",
          "list-help",
          "list-subscribe",
          "list-unsubscribe",
          "list-post",
          "list-owner",
          "list-archive");

  private static final List<String> IMPERSONAL = List.of("bulk", "list", "junk");

  private static final Pattern MACHINES =
      Pattern.compile(
          "(?:server|daemon|root|listserv|majordomo)@.*|.*?-request@.*|owner-[^@]+@.*",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private final Situation situation;
  private final Rewriter rewriter;

  /** Asks about the message and the address of a situation. */
  public PersonalMail(Situation situation, Rewriter rewriter) {
    this.situation = situation;
    this.rewriter = rewriter;
  }

  /** Whether it is to the user, or to one of the aliases, as Exim's filters have it. */
  boolean test(List<String> aliases) throws InterruptedException {
    return test(aliases, List.of("To"));
  }

  /** The same, but copies count too, as in Exim's Sieve (RFC 5230 §4.5). */
  public boolean toUs(List<String> aliases) throws InterruptedException {
    return test(aliases, List.of("To", "Cc", "Bcc"));
  }

  private boolean test(List<String> aliases, List<String> fields) throws InterruptedException {
    ReversePath sender = situation.envelope().sender();
    if (sender == null || sender.address().isEmpty()) {
      return false;
    }
    for (HeaderField field : situation.headerFields()) {
      if (OF_LISTS.contains(Ascii.lower(field.name())) || isOfMachine(field)) {
        return false;
      }
    }
    Set<String> own = own(aliases);
    boolean forUs = fields.stream().flatMap(one -> names(one).stream()).anyMatch(own::contains);
    return forUs
        && names("From").stream()
            .noneMatch(from -> own.contains(from) || MACHINES.matcher(from).matches());
  }

  /** RFC 3834 §5: anything but "no" was sent by a machine. */
  private static boolean isOfMachine(HeaderField field) {
    if (field.is("Auto-Submitted")) {
      return !Ascii.lower(Ascii.strip(field.body())).equals("no");
    }
    return field.is("Precedence")
        && IMPERSONAL.stream().anyMatch(Ascii.lower(field.body())::contains);
  }

  /** The addresses in the fields of a name. */
  private List<String> names(String field) {
    return situation.headerFields().stream()
        .filter(one -> one.is(field))
        .flatMap(one -> AddressText.parseAll(one.body()).stream())
        .map(address -> Ascii.lower(address.whole()))
        .toList();
  }

  /** The user's address, with affixes and without, as rewritten, and the aliases. */
  private Set<String> own(List<String> aliases) throws InterruptedException {
    Set<String> own = new HashSet<>();
    aliases.forEach(alias -> own.add(Ascii.lower(alias)));
    String at = "@" + value("domain");
    String plain = value("local_part") + at;
    String whole =
        value("local_part_prefix") + value("local_part") + value("local_part_suffix") + at;
    for (String address : List.of(plain, whole)) {
      own.add(Ascii.lower(address));
      for (Place place : List.of(Place.TO, Place.FROM)) {
        own.add(Ascii.lower(rewriter.rewrite(address, place, situation).address()));
      }
    }
    return own;
  }

  private String value(String variable) throws InterruptedException {
    Text value = situation.variable(variable);
    return value == null ? "" : value.value();
  }
}
