// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.report;

import java.util.List;
import java.util.TreeSet;
import org.ostler.api.report.StatusFields;
import org.ostler.api.report.StatusFields.Field;
import org.ostler.api.transport.Outcome;
import org.ostler.core.contribution.Features;

/**
 * The fields that features add to the delivery-status part, made safe: values are from other hosts.
 * Safe for many threads.
 */
public final class AddedFields {
  private static final int MOST = 16;
  private static final int LONGEST = 900;

  private final Features features;

  public AddedFields(Features features) {
    this.features = features;
  }

  /** What is added for a recipient that failed: whole lines, or nothing. */
  String failed(Outcome.Trouble trouble) throws InterruptedException {
    StringBuilder text = new StringBuilder();
    for (String name : new TreeSet<>(features.contributions().statusFields.names())) {
      List<Field> fields =
          features
              .guard()
              .<StatusFields, List<Field>>call(
                  features.contributions().statusFields,
                  name,
                  lease -> List.copyOf(lease.contribution().failed(trouble)),
                  sentence -> List.of());
      fields.stream().limit(MOST).forEach(field -> text.append(line(field)));
    }
    return text.toString();
  }

  /** RFC 3464 §2.1.2: the part is US-ASCII; RFC 5322 §2.1.1: no line is beyond 998 octets. */
  private static String line(Field field) {
    String value = field.value();
    StringBuilder line = new StringBuilder(field.name()).append(": ");
    value
        .chars()
        .limit(LONGEST)
        .forEach(c -> line.append(c < ' ' || c == 127 ? ' ' : c > 127 ? '?' : (char) c));
    return line.toString().stripTrailing() + "\n";
  }
}
