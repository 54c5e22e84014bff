// SPDX-License-Identifier: Apache-2.0
package org.ostler.ocsp;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ostler.api.list.ListItems;

/**
 * An item of {@code tls_ocsp_file}.
 *
 * @param path a file with OCSP responses; empty for none
 * @param isPem whether it is PEM, which may hold several, rather than DER, which holds one
 */
record StapleItem(Path path, boolean isPem) {
  private static final String PEM = "PEM ";
  private static final String DER = "DER ";

  /** Reads the list; a prefix {@code PEM } or {@code DER } holds for the items behind it too. */
  static List<StapleItem> list(String list) {
    List<StapleItem> items = new ArrayList<>();
    boolean isPem = false;
    for (String item : ListItems.of(list)) {
      String path = item;
      if (item.startsWith(PEM) || item.startsWith(DER)) {
        isPem = item.startsWith(PEM);
        path = item.substring(PEM.length()).strip();
      }
      items.add(new StapleItem(Path.of(path), isPem));
    }
    return items;
  }
}
