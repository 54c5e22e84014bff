// SPDX-License-Identifier: Apache-2.0
package @PACKAGE@;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.bundle.Capability;
import org.osgi.service.component.annotations.Component;
import org.ostler.api.expansion.VariableSet;
import org.ostler.api.mail.MailView;
import org.ostler.api.mail.Slot;
import org.ostler.api.text.Text;

/** {@code $@WORD@_match}: the name that the last condition that held had found. */
@Component
@Capability(
    namespace = "ostler.word",
    attribute = {"kind=variable", "word:List<String>=\"@WORD@_match\""})
public final class @CLASS@Variables implements VariableSet {
  private static final String MATCH = "@WORD@_match";

  // Text, and lasting: the connection remembers it when this bundle is updated.
  private static final Slot<Map<String, String>> FOUND =
      Slot.lasting("@NAME@", Slot.Scope.CONNECTION);

  static void remember(MailView mail, String name) {
    mail.value(FOUND).put(MATCH, name);
  }

  @Override
  public Set<String> names() {
    return Set.of(MATCH);
  }

  @Override
  public @Nullable Text value(String name, MailView mail) {
    String found = mail.value(FOUND).get(name);
    // What a client says must not name a file or a command: it is tainted.
    return found == null ? null : Text.tainted(found, "the HELO command");
  }
}
