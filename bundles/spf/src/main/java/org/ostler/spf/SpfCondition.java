// SPDX-License-Identifier: Apache-2.0
package org.ostler.spf;

import java.time.InstantSource;
import java.util.Set;
import org.osgi.annotation.bundle.Capability;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.ostler.api.acl.AclView;
import org.ostler.api.acl.Condition;
import org.ostler.api.acl.Phase;
import org.ostler.api.dns.Resolver;
import org.ostler.api.text.Text;

/** {@code spf = pass : softfail}. The published policy decides. */
@Component
@Capability(
    namespace = "ostler.word",
    attribute = {"kind=acl.condition", "word:List<String>=\"spf\""})
public final class SpfCondition implements Condition {
  private final MessageCheck check;

  @Activate
  public SpfCondition(@Reference Resolver resolver) {
    this.check = new MessageCheck(resolver, InstantSource.system());
  }

  @Override
  public String name() {
    return "spf";
  }

  @Override
  public Set<Phase> phases() {
    return MessageCheck.PHASES;
  }

  @Override
  public Verdict test(Text argument, AclView acl) throws InterruptedException {
    return ResultList.test(argument.value(), check.published(acl).outcome());
  }
}
