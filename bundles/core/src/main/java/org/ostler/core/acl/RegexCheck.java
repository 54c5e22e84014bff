// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.acl;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ostler.api.mail.HeaderField;
import org.ostler.api.option.InvalidArgument;
import org.ostler.api.spool.StoredMessage;
import org.ostler.api.text.Text;
import org.ostler.core.mail.MimePart;
import org.ostler.core.mail.Situation;
import org.ostler.language.regex.BadPattern;
import org.ostler.language.regex.Overrun;
import org.ostler.language.regex.Regex;
import org.ostler.language.text.ListText;

/**
 * {@code regex}: whether a line of the message, header section included, matches one of the
 * patterns.
 */
final class RegexCheck {
  private static final int LONGEST_LINE = 32 * 1024;

  private RegexCheck() {}

  static Step.Work make(String argument, Site site) throws InvalidArgument {
    return site.parsing(argument, RegexCheck::parse, RegexCheck::test);
  }

  /** Patterns that make no sense are told in the log at each use and passed over, as Exim does. */
  record Patterns(List<Regex> sound, List<String> complaints) {
    /** Tells what is wrong; whether any pattern is left. */
    boolean usable(Course course) {
      for (String complaint : complaints) {
        course.log().panic(course.situation.envelope().queueId(), complaint);
      }
      return !sound.isEmpty();
    }
  }

  static Patterns parse(String text) {
    List<Regex> sound = new ArrayList<>();
    List<String> complaints = new ArrayList<>();
    for (String pattern : ListText.items(text)) {
      try {
        sound.add(Regex.compile(pattern, false));
      } catch (BadPattern e) {
        complaints.add(
            "regex acl condition warning - error in regex '"
                + pattern
                + "': "
                + e.getMessage()
                + " at offset "
                + e.offset()
                + ", skipped.");
      }
    }
    return new Patterns(sound.reversed(), complaints); // Exim tries the last one first
  }

  private static Result test(Patterns patterns, Course course) {
    if (!patterns.usable(course)) {
      return Result.FAIL;
    }
    MimePart.Content part = course.situation.envelope().mime.content;
    try {
      if (part != null) {
        return Result.of(inPart(part, patterns.sound, course));
      }
      return Result.of(inHeader(patterns.sound, course) || inBody(patterns.sound, course));
    } catch (Overrun e) {
      return course.defer("regex acl condition: " + e.getMessage());
    } catch (IOException e) {
      return course.defer("regex acl condition: cannot read the message: " + e.getMessage());
    }
  }

  /** The part that a list for parts looks at, as it came. */
  private static boolean inPart(MimePart.Content part, List<Regex> patterns, Course course)
      throws IOException, Overrun {
    Search search = new Search(patterns, course.situation);
    part.lines(LONGEST_LINE, search);
    if (search.overrun != null) {
      throw search.overrun;
    }
    return search.found;
  }

  /** Looks at lines until one matches. */
  private static final class Search implements MimePart.Content.Lines {
    private final List<Regex> patterns;
    private final Situation situation;
    private boolean found;
    private @Nullable Overrun overrun;

    Search(List<Regex> patterns, Situation situation) {
      this.patterns = patterns;
      this.situation = situation;
    }

    @Override
    public boolean line(String octets) {
      String line = octets.endsWith("\n") ? octets.substring(0, octets.length() - 1) : octets;
      try {
        found = matches(patterns, line, situation);
      } catch (Overrun e) {
        overrun = e;
      }
      return !found && overrun == null;
    }
  }

  private static boolean inHeader(List<Regex> patterns, Course course) throws Overrun {
    for (HeaderField field : course.situation.headerFields()) {
      String text = field.name() + field.gap() + ":" + field.body();
      int from = 0;
      while (from <= text.length()) {
        int end = text.indexOf('\n', from);
        int to = end < 0 ? text.length() : end;
        if (matches(patterns, text.substring(from, to), course.situation)) {
          return true;
        }
        from = to + 1;
      }
    }
    return false;
  }

  private static boolean inBody(List<Regex> patterns, Course course) throws IOException, Overrun {
    StoredMessage.Body body = course.situation.envelope().body;
    if (body == null) {
      return false;
    }
    try (InputStream in = new BufferedInputStream(body.open(), 1 << 16)) {
      StringBuilder line = new StringBuilder();
      for (String next = read(in, line); next != null; next = read(in, line)) {
        if (matches(patterns, next, course.situation)) {
          return true;
        }
      }
      return false;
    }
  }

  /** The next line, or part of one that is longer than Exim looks at; null at the end. */
  private static @Nullable String read(InputStream in, StringBuilder line) throws IOException {
    line.setLength(0);
    for (int octet = in.read(); octet >= 0; octet = in.read()) {
      if (octet == '\n') {
        return line.toString();
      }
      line.append((char) octet);
      if (line.length() == LONGEST_LINE) {
        return line.toString();
      }
    }
    return line.isEmpty() ? null : line.toString();
  }

  static boolean matches(List<Regex> patterns, String line, Situation situation) throws Overrun {
    for (Regex pattern : patterns) {
      Regex.Found found = pattern.find(line);
      if (found != null) {
        keep(pattern, found, situation);
        return true;
      }
    }
    return false;
  }

  /** {@code $regex_match_string} is the pattern, {@code $regex1} and so on what it captured. */
  private static void keep(Regex pattern, Regex.Found found, Situation situation) {
    Text[] captures = new Text[found.groups().length];
    captures[0] = Text.of(pattern.source());
    for (int i = 1; i < captures.length; i++) {
      String group = found.groups()[i];
      captures[i] = Text.tainted(group == null ? "" : group, "the message");
    }
    situation.registers().regexCaptures = captures;
  }
}
