// SPDX-License-Identifier: Apache-2.0
package org.ostler.tls;

import java.math.BigInteger;
import java.util.Map;
import org.bouncycastle.asn1.pkcs.DHParameter;
import org.bouncycastle.tls.crypto.DHGroup;
import org.bouncycastle.tls.crypto.DHStandardGroups;
import org.ostler.api.option.InvalidArgument;
import org.ostler.api.tls.TlsFailure;

/**
 * {@code tls_dhparam}: a group of DHE by name, from a file of PEM, or none.
 *
 * @param group null for no DHE at all
 */
record DhParameters(@org.jspecify.annotations.Nullable DHGroup group) {
  /** No DHE. */
  static final DhParameters NONE = new DhParameters(null);

  // The names of Exim's ready-made primes that RFC 2409, 3526 and 7919 define.
  private static final Map<String, DHGroup> NAMED =
      Map.ofEntries(
          Map.entry("ike2", DHStandardGroups.rfc2409_1024),
          Map.entry("ike5", DHStandardGroups.rfc3526_1536),
          Map.entry("ike14", DHStandardGroups.rfc3526_2048),
          Map.entry("ike15", DHStandardGroups.rfc3526_3072),
          Map.entry("ike16", DHStandardGroups.rfc3526_4096),
          Map.entry("ike17", DHStandardGroups.rfc3526_6144),
          Map.entry("ike18", DHStandardGroups.rfc3526_8192),
          Map.entry("ffdhe2048", DHStandardGroups.rfc7919_ffdhe2048),
          Map.entry("ffdhe3072", DHStandardGroups.rfc7919_ffdhe3072),
          Map.entry("ffdhe4096", DHStandardGroups.rfc7919_ffdhe4096),
          Map.entry("ffdhe6144", DHStandardGroups.rfc7919_ffdhe6144),
          Map.entry("ffdhe8192", DHStandardGroups.rfc7919_ffdhe8192));

  /** Whether the words name a file. */
  static boolean isFile(String words) {
    return words.startsWith("/");
  }

  /** A group by name. */
  static DhParameters named(String name) throws InvalidArgument {
    DHGroup group = NAMED.get(name);
    if (group == null) {
      throw new InvalidArgument(
          "tls_dhparam: \""
              + name
              + "\" is not known here: use ffdhe2048 to ffdhe8192, ike2, ike5,"
              + " ike14 to ike18, none, or the path of a file");
    }
    return new DhParameters(group);
  }

  /** A file of PEM. */
  static DhParameters read(String file) throws TlsFailure {
    byte[] der = PemFile.read(file).first("DH PARAMETERS");
    if (der == null) {
      throw PemFile.useless(file, "no DH PARAMETERS in it", null);
    }
    try {
      DHParameter parameter = DHParameter.getInstance(der);
      BigInteger length = parameter.getL();
      return new DhParameters(
          new DHGroup(
              parameter.getP(),
              null,
              parameter.getG(),
              length == null ? 0 : length.intValueExact()));
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw PemFile.useless(file, e.getMessage(), e);
    }
  }

  int bits() {
    return group == null ? 0 : group.getP().bitLength();
  }
}
