// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.deliver;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ostler.api.routing.NextHop;
import org.ostler.core.mail.Address;
import org.ostler.core.mail.Events.Happening;
import org.ostler.core.mail.Situation;

/**
 * The events of one batch. They wait until what the batch achieved is on disk: however long it
 * takes to tell them, and whatever becomes of us meanwhile, nothing is delivered twice for it.
 */
final class Announcements {
  private record News(Address address, @Nullable NextHop hop, Happening happening) {}

  private final Situation base;
  private final List<News> news = new ArrayList<>();

  Announcements(Situation base) {
    this.base = base;
  }

  void add(Address address, @Nullable NextHop hop, Happening happening) {
    if (base.events().areHeard()) {
      news.add(new News(address, hop, happening));
    }
  }

  boolean isEmpty() {
    return news.isEmpty();
  }

  void tell() throws InterruptedException {
    for (News one : news) {
      Situation view = base.with(one.address);
      view.hop = one.hop;
      view.tlsOut = one.address.tls;
      base.events().tell(one.happening, view);
    }
    news.clear();
  }
}
