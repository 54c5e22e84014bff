// SPDX-License-Identifier: Apache-2.0
package @PACKAGE@;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.osgi.annotation.bundle.Capability;
import org.osgi.service.component.annotations.Component;
import org.ostler.api.acl.AclView;
import org.ostler.api.acl.Condition;
import org.ostler.api.acl.Phase;
import org.ostler.api.text.Text;

/** {@code @WORD@ = NAME : NAME}: whether the client calls itself by one of these names. */
@Component
@Capability(
    namespace = "ostler.word",
    attribute = {"kind=acl.condition", "word:List<String>=\"@WORD@\""})
public final class @CLASS@Condition implements Condition {
  // Before HELO there is no name, and mail of local programs has none.
  private static final Set<Phase> PHASES =
      Collections.unmodifiableSet(
          EnumSet.of(
              Phase.HELO, Phase.MAIL, Phase.RCPT, Phase.PREDATA, Phase.MIME, Phase.PRDR,
              Phase.DATA));

  @Override
  public String name() {
    return "@WORD@";
  }

  @Override
  public Set<Phase> phases() {
    return PHASES;
  }

  @Override
  public Verdict test(Text argument, AclView acl) {
    String name = acl.peer().heloName();
    if (name == null) {
      return new Verdict.NotMet("the client has not said its name");
    }
    List<String> names =
        argument.value().isBlank()
            ? acl.settings().value(@CLASS@Options.NAMES)
            : NameList.of(argument.value());
    if (!NameList.contains(names, name)) {
      return new Verdict.NotMet("");
    }
    @CLASS@Variables.remember(acl, name);
    return new Verdict.Met();
  }
}
