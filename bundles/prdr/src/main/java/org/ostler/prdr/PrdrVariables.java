// SPDX-License-Identifier: Apache-2.0
package org.ostler.prdr;

import java.util.Set;
import org.osgi.annotation.bundle.Capability;
import org.osgi.service.component.annotations.Component;
import org.ostler.api.expansion.VariableSet;
import org.ostler.api.mail.MailView;
import org.ostler.api.text.Text;

/** The variable of PRDR. */
@Component
@Capability(
    namespace = "ostler.word",
    attribute = {"kind=variable", "word:List<String>=\"prdr_requested\""})
public final class PrdrVariables implements VariableSet {
  @Override
  public Set<String> names() {
    return Set.of("prdr_requested");
  }

  @Override
  public Text value(String name, MailView mail) {
    return Text.of(PrdrExtension.isRequested(mail) ? "yes" : "no");
  }
}
