// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.expansion;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.ostler.api.text.Text;
import org.ostler.language.lookup.FileLooks;

/**
 * What expansions, list matches and lookups leave behind for later ones: {@code $0} to {@code $9},
 * {@code $value}, {@code $item}, {@code $domain_data} and so on. Confined to one thread.
 */
public final class Registers {
  private @Nullable Text[] captures = new @Nullable Text[0];
  private Text[] aclArguments = new Text[0];

  /** What host lists were asked about last. */
  public final LastHost lastHost = new LastHost();

  /** How files looked to the message in hand. */
  public final FileLooks files = new FileLooks();

  /** {@code $value}: the value found by the innermost lookup or extract. */
  public @Nullable Text value;

  /** {@code $item}: the current item of filter, map, reduce, forany, forall. */
  public @Nullable Text item;

  /** {@code $runrc}. */
  public int runReturnCode;

  /** {@code $thisaddress} of a filter's foranyaddress. */
  public @Nullable Text thisAddress;

  /** {@code $n0} to {@code $n9} of a filter. */
  public final int[] numbers = new int[10];

  /** The charset that a filter wants header fields in; null for that of the configuration. */
  public @Nullable String headersCharset;

  public @Nullable Text domainData;
  public @Nullable Text localPartData;
  public @Nullable Text senderData;
  public @Nullable Text recipientData;
  public @Nullable Text hostData;
  public @Nullable Text callerData;

  /** {@code $prvscheck_address}, {@code $prvscheck_keynum}, {@code $prvscheck_result}. */
  public @Nullable Text prvsAddress;

  public @Nullable Text prvsKeyNumber;
  public @Nullable Text prvsResult;

  /**
   * {@code $regex_match_string}, {@code $regex1} to {@code $regex9} of the ACL conditions regex and
   * mime_regex.
   */
  public Text[] regexCaptures = new Text[0];

  /** {@code $lookup_dnssec_authenticated}: "yes", "no" or empty. */
  public String lookupAuthenticated = "";

  /** {@code $number}, or null when there is no such capture. */
  public @Nullable Text capture(int number) {
    return number < captures.length ? captures[number] : null;
  }

  /** The captures, to be restored later by {@link #captures(Text[])}. */
  public @Nullable Text[] captures() {
    return captures;
  }

  /** Replaces all captures; the array is not copied and must not change afterwards. */
  public void captures(@Nullable Text[] values) {
    this.captures = values;
  }

  /** {@code $acl_arg1} to {@code $acl_arg9}, index 0 is the first. */
  public Text[] aclArguments() {
    return Arrays.copyOf(aclArguments, aclArguments.length);
  }

  public void aclArguments(Text[] arguments) {
    this.aclArguments = arguments.clone();
  }
}
