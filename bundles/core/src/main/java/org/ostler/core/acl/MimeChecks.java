// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.acl;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.ostler.api.option.InvalidArgument;
import org.ostler.api.text.Text;
import org.ostler.core.mail.MimePart;
import org.ostler.language.regex.Overrun;
import org.ostler.language.text.Ascii;
import org.ostler.language.text.ListText;

/** {@code decode} and {@code mime_regex}: what lists for parts ask about the part in hand. */
final class MimeChecks {
  /** As much of a decoded part as Exim looks at. */
  private static final int MOST_OCTETS = 32 * 1024 - 2;

  private MimeChecks() {}

  static Step.Work decode(String argument, Site site) {
    return MimeChecks::decode;
  }

  private static Result decode(Text argument, Course course) {
    MimePart.Content content = course.situation.envelope().mime.content;
    List<String> items = ListText.items(Ascii.strip(argument.value()));
    String where = items.isEmpty() ? "" : items.getFirst();
    if (content == null || where.equals("false") || where.equals("0")) {
      return Result.FAIL;
    }
    if (where.isEmpty() || where.equals("default")) {
      return content.decode("") ? Result.OK : Result.DEFER;
    }
    if (argument.isTainted()) {
      course.log().panic(course.situation.envelope().queueId(), "Tainted filename '" + where + "'");
      return Result.DEFER;
    }
    return content.decode(Text.of(where).unicode()) ? Result.OK : Result.DEFER;
  }

  static Step.Work regex(String argument, Site site) throws InvalidArgument {
    return site.parsing(argument, RegexCheck::parse, MimeChecks::regex);
  }

  private static Result regex(RegexCheck.Patterns patterns, Course course) {
    MimePart part = course.situation.envelope().mime;
    if (!patterns.usable(course)) {
      return Result.FAIL;
    }
    if (part.decodedFile == null && part.content != null) {
      part.content.decode("");
    }
    if (part.decodedFile == null) {
      return warn("could not decode MIME part to file", course);
    }
    Path file = Path.of(Text.of(part.decodedFile).unicode());
    try (InputStream in = Files.newInputStream(file)) {
      String text = new String(in.readNBytes(MOST_OCTETS), StandardCharsets.ISO_8859_1);
      return Result.of(RegexCheck.matches(patterns.sound(), text, course.situation));
    } catch (IOException e) {
      return warn("can't open '" + part.decodedFile + "' for reading", course);
    } catch (Overrun e) {
      return course.defer("mime_regex acl condition: " + e.getMessage());
    }
  }

  private static Result warn(String why, Course course) {
    course
        .log()
        .main(course.situation.envelope().queueId(), "mime_regex acl condition warning - " + why);
    return Result.DEFER;
  }
}
