// SPDX-License-Identifier: Apache-2.0
package @PACKAGE@;

import java.util.List;
import org.osgi.annotation.bundle.Capability;
import org.osgi.service.component.annotations.Component;
import org.ostler.api.option.Option;
import org.ostler.api.option.OptionSet;

/** The main options of @NAME@. */
@Component
@Capability(
    namespace = "ostler.word",
    attribute = {"kind=option.main", "word:List<String>=\"@WORD@_names\""})
public final class @CLASS@Options implements OptionSet {
  /** The names for a condition that lists none. */
  static final Option<List<String>> NAMES = Option.strings("@WORD@_names", "localhost");

  @Override
  public Place place() {
    return Place.MAIN;
  }

  @Override
  public List<Option<?>> options() {
    return List.of(NAMES);
  }
}
