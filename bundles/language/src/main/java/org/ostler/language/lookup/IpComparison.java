// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.lookup;

import org.jspecify.annotations.Nullable;
import org.ostler.api.mail.MailView;
import org.ostler.api.text.Text;
import org.ostler.language.lookup.LinearSearch.NotComparable;
import org.ostler.language.text.IpNetwork;

/** Keys are addresses and networks; the asterisk stands for itself alone. */
final class IpComparison implements LinearSearch.Comparison {
  @Override
  public LsearchFile.@Nullable Entry find(LsearchFile file, Text key, MailView mail)
      throws NotComparable {
    if (key.value().equals("*")) {
      return file.find("*");
    }
    IpNetwork address = IpNetwork.parse(key.value());
    // Networks stand in the file alone: Exim takes no mask here, whatever its message says.
    if (address == null || key.value().indexOf('/') >= 0) {
      throw new NotComparable(
          "\""
              + key
              + "\" is not a valid iplsearch key (an IP address, with optional CIDR mask, is"
              + " wanted): in a host list, use net-iplsearch as the search type");
    }
    for (LsearchFile.Entry entry : file.entries()) {
      IpNetwork network = IpNetwork.parse(entry.key());
      if (network != null && network.contains(address)) {
        return entry;
      }
    }
    return null;
  }
}
