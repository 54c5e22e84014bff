// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.filter.sieve;

import java.util.List;

/** A test; {@code line} is where it ends, which is what errors of its obedience name. */
sealed interface SieveTest {
  record Addresses(Matching matching, List<String> fields, List<String> keys, int line)
      implements SieveTest {}

  record Envelope(Matching matching, List<String> parts, List<String> keys, int line)
      implements SieveTest {}

  record Header(Matching matching, List<String> fields, List<String> keys, int line)
      implements SieveTest {}

  record Exists(List<String> fields, int line) implements SieveTest {}

  /** Whether the message has more octets, or fewer. */
  record Size(boolean over, long octets) implements SieveTest {}

  /** The rest of the script makes no sense. */
  record Fault(String message, int line) implements SieveTest {}

  record Constant(boolean value) implements SieveTest {}

  record Not(SieveTest test) implements SieveTest {}

  record AllOf(List<SieveTest> tests) implements SieveTest {}

  record AnyOf(List<SieveTest> tests) implements SieveTest {}

  /** Whether people can be notified at all these places. */
  record ValidMethod(List<String> uris) implements SieveTest {}

  record MethodCapability(
      Matching matching, String uri, String capability, List<String> keys, int line)
      implements SieveTest {}
}
