// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.variables;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.ostler.core.mail.MimePart;
import org.ostler.core.mail.Situation;

/** Variables of the part that a list for parts looks at. */
final class MimeVariables {
  private MimeVariables() {}

  static Table table() {
    Table table = new Table();
    return table
        .number("mime_anomaly_level", s -> part(s).anomalyLevel)
        .trusted("mime_anomaly_text", s -> part(s).anomaly)
        .tainted("mime_boundary", of(part -> part.boundary))
        .tainted("mime_charset", of(part -> part.charset))
        .tainted("mime_content_description", of(part -> part.description))
        .tainted("mime_content_disposition", of(part -> part.disposition))
        .tainted("mime_content_id", of(part -> part.id))
        .number("mime_content_size", s -> part(s).contentSize)
        .tainted("mime_content_transfer_encoding", of(part -> part.transferEncoding))
        .tainted("mime_content_type", of(part -> part.type))
        .trusted("mime_decoded_filename", s -> part(s).decodedFile)
        .tainted("mime_filename", of(part -> part.filename))
        .number("mime_is_coverletter", s -> flag(part(s).coverLetter))
        .number("mime_is_multipart", s -> flag(part(s).multipart))
        .number("mime_is_rfc822", s -> flag(part(s).inMessage))
        .number("mime_part_count", s -> part(s).count);
  }

  private static MimePart part(Situation situation) {
    return situation.envelope().mime;
  }

  private static Function<Situation, @Nullable String> of(
      Function<MimePart, @Nullable String> value) {
    return situation -> value.apply(part(situation));
  }

  private static int flag(boolean set) {
    return set ? 1 : 0;
  }
}
