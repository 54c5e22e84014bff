// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.lookup;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.ostler.api.lookup.Lookup;
import org.ostler.api.lookup.Lookup.Style;

/** The lookup types that need no feature: those that search files. */
public final class FileLookups {
  private static final String DBM =
      "DBM files are written by libraries that have no counterpart in Java; make a cdb file of the"
          + " same data and use cdb";
  private static final String GONE = "the service behind it is no longer kept up";

  private FileLookups() {}

  /**
   * All types.
   *
   * @param keys compiles the keys of wildlsearch files, which are expanded
   * @param types finds any type, for lookups that stand as keys in wildlsearch files
   */
  public static List<Lookup> all(
      LookupTypes.KeyCompiler keys, Function<String, Optional<Lookup>> types) {
    List<Lookup> all = new ArrayList<>();
    all.add(new LinearSearch("lsearch", (file, key, _) -> file.find(key.value())));
    all.add(new LinearSearch("iplsearch", new IpComparison()));
    all.add(new LinearSearch("wildlsearch", new WildComparison(keys, types)));
    all.add(new LinearSearch("nwildlsearch", new WildComparison(null, types)));
    all.add(new DirectorySearch());
    all.add(new CdbSearch());
    all.add(new JsonSearch());
    all.add(new PasswdSearch());
    all.add(new SuffixSearch("psl", false));
    all.add(new SuffixSearch("regdom", true));
    for (String name : List.of("dbm", "dbmnz", "dbmjz")) {
      all.add(new RefusedLookup(name, Style.SINGLE_KEY, DBM));
    }
    for (String name : List.of("nis", "nis0")) {
      all.add(new RefusedLookup(name, Style.SINGLE_KEY, GONE));
    }
    for (String name : List.of("nisplus", "whoson", "ibase", "oracle")) {
      all.add(new RefusedLookup(name, Style.QUERY, GONE));
    }
    return List.copyOf(all);
  }
}
