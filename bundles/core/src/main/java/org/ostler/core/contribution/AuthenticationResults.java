// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.contribution;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.ostler.api.expansion.AuthenticationMethod;
import org.ostler.api.expansion.Expansion;
import org.ostler.api.expansion.Item;
import org.ostler.api.expansion.Signature;
import org.ostler.api.mail.MailView;
import org.ostler.api.text.Text;

/**
 * <code>${authresults{host}}</code>: an Authentication-Results header field (RFC 8601) of what has
 * been found so far, in Exim's order: the reverse lookup, SMTP authentication, then the methods of
 * features.
 */
final class AuthenticationResults implements Item {
  static final String NAME = "authresults";

  /** Where Exim has them; others follow by name. */
  private static final List<String> ORDER = List.of("spf", "dkim", "dmarc", "arc");

  private final Registry<AuthenticationMethod> methods;
  private final Guard guard;

  AuthenticationResults(Registry<AuthenticationMethod> methods, Guard guard) {
    this.methods = methods;
    this.guard = guard;
  }

  @Override
  public Signature signature() {
    return new Signature(NAME, 1, 1);
  }

  @Override
  public Expansion evaluate(List<Text> arguments, MailView mail) throws InterruptedException {
    Text host = arguments.getFirst();
    Text field = Text.of("Authentication-Results: " + host.value()).mixedWith(host);
    for (Text result : results(mail)) {
      field = field.with(field.value() + ";\n\t" + result.value()).mixedWith(result);
    }
    return new Expansion.Value(field);
  }

  private List<Text> results(MailView mail) throws InterruptedException {
    List<Text> results = new ArrayList<>();
    add(reverseLookup(mail), results);
    add(smtpAuthentication(mail), results);
    List<String> names = new ArrayList<>(ORDER);
    names.retainAll(methods.names());
    TreeSet<String> others = new TreeSet<>(methods.names());
    others.removeAll(ORDER);
    names.addAll(others);
    for (String name : names) {
      // A method that is away has no result to tell; the field claims nothing without one.
      add(
          guard.<AuthenticationMethod, @Nullable Text>call(
              methods, name, lease -> lease.contribution().result(mail), sentence -> null),
          results);
    }
    return results;
  }

  private static void add(@Nullable Text result, List<Text> results) {
    if (result != null && !result.isEmpty()) {
      results.add(result);
    }
  }

  /** RFC 8601 §2.7.3. */
  private static @Nullable Text reverseLookup(MailView mail) throws InterruptedException {
    // The variable would look the name up; the field tells what was found so far.
    String name = mail.peer().hostName();
    Text address = value("sender_host_address", mail);
    String remote = address.isEmpty() ? "" : " smtp.remote-ip=" + address;
    if (name != null && !name.isEmpty()) {
      return Text.tainted("iprev=pass (" + name + ")" + remote, "the DNS");
    }
    if (value("host_lookup_deferred", mail).value().equals("1")) {
      return Text.of("iprev=temperror" + remote);
    }
    return value("host_lookup_failed", mail).value().equals("1")
        ? Text.of("iprev=fail" + remote)
        : null;
  }

  /** RFC 8601 §2.7.4. */
  private static @Nullable Text smtpAuthentication(MailView mail) throws InterruptedException {
    // The mechanism's name, which a reader elsewhere knows, not the authenticator's.
    Text method = value("sender_host_auth_mechanism", mail);
    if (method.isEmpty()) {
      return null;
    }
    Text id = value("authenticated_id", mail);
    Text sender = value("authenticated_sender", mail);
    return method
        .with(
            "auth=pass ("
                + method
                + ")"
                + (id.isEmpty() ? "" : " smtp.auth=" + id)
                + (sender.isEmpty() ? "" : " smtp.mailfrom=" + sender))
        .mixedWith(id)
        .mixedWith(sender);
  }

  private static Text value(String variable, MailView mail) throws InterruptedException {
    Text value = mail.variable(variable);
    return value == null ? Text.EMPTY : value;
  }
}
