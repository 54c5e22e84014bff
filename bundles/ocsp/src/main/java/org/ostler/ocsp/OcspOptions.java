// SPDX-License-Identifier: Apache-2.0
package org.ostler.ocsp;

import java.util.List;
import org.osgi.annotation.bundle.Capability;
import org.osgi.service.component.annotations.Component;
import org.ostler.api.expansion.Expandable;
import org.ostler.api.option.Option;
import org.ostler.api.option.OptionSet;

/** The main options of OCSP: what our server sends along. */
@Component
@Capability(
    namespace = "ostler.word",
    attribute = {"kind=option.main", "word:List<String>=\"tls_ocsp_file,tls_ocsp_fetch\""})
public final class OcspOptions implements OptionSet {
  /** Files with proofs, one for each item of {@code tls_certificate}. */
  static final Option<Expandable> FILE = Option.expanded("tls_ocsp_file", null);

  /** Whether proofs are fetched for certificates without a good one in a file. */
  static final Option<Boolean> FETCH = Option.bool("tls_ocsp_fetch", false);

  @Override
  public Place place() {
    return Place.MAIN;
  }

  @Override
  public List<Option<?>> options() {
    return List.of(FILE, FETCH);
  }
}
