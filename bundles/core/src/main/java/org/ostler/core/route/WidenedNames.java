// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.route;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.ostler.api.mail.MailView;
import org.ostler.api.option.Settings;
import org.ostler.api.text.Text;

/**
 * The names under which a domain of a dnslookup router is looked for, one after the other: as it
 * is, completed by the domains of this host ({@code qualify_single}, {@code search_parents}), and
 * with each of {@code widen_domains} behind it.
 */
public final class WidenedNames {
  private WidenedNames() {}

  static List<String> of(String domain, Settings router, MailView mail)
      throws InterruptedException {
    boolean qualify = router.value(DnslookupRouter.QUALIFY_SINGLE);
    boolean search = router.value(DnslookupRouter.SEARCH_PARENTS);
    Set<String> names = new LinkedHashSet<>(completed(domain, qualify, search, mail));
    for (String wider : router.find(DnslookupRouter.WIDEN_DOMAINS).orElse(List.of())) {
      names.add(domain + "." + wider);
    }
    return List.copyOf(names);
  }

  /**
   * A name as it is and completed, as a resolver does it: one without dots is first looked for in
   * the domain of this host.
   *
   * @param qualify whether a name without dots is completed
   * @param search whether the domains above this host are searched too
   */
  public static List<String> completed(String name, boolean qualify, boolean search, MailView mail)
      throws InterruptedException {
    Set<String> names = new LinkedHashSet<>();
    if (name.indexOf('.') < 0 && qualify) {
      ownDomains(mail).stream().limit(1).forEach(own -> names.add(name + "." + own));
    }
    names.add(name);
    if (search) {
      ownDomains(mail).forEach(own -> names.add(name + "." + own));
    }
    return List.copyOf(names);
  }

  /** The domain of this host and those above it that have at least two labels. */
  private static List<String> ownDomains(MailView mail) throws InterruptedException {
    Text name = mail.variable("primary_hostname");
    List<String> domains = new ArrayList<>();
    String rest = name == null ? "" : name.value();
    int dot = rest.indexOf('.');
    while (dot >= 0) {
      rest = rest.substring(dot + 1);
      if (domains.isEmpty() || rest.indexOf('.') >= 0) {
        domains.add(rest);
      }
      dot = rest.indexOf('.');
    }
    return domains;
  }
}
