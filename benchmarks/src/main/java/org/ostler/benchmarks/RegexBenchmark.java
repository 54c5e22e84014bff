// SPDX-License-Identifier: Apache-2.0
package org.ostler.benchmarks;

import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.ostler.language.regex.BadPattern;
import org.ostler.language.regex.Overrun;
import org.ostler.language.regex.Regex;

/** Our matcher beside that of the JDK, which knows no deadline here; both take the captures. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
@State(Scope.Thread)
public class RegexBenchmark {
  private static final String LINE =
      "Subject: this is a plain line of mail about nothing at all, but with a Casino in it";

  /** A pattern, and behind {@code ::: } its subject; LINE is a line of mail. */
  @Param({
    "^[\\w.+-]+@[\\w-]+\\.(com|net|org)$ ::: john.smith+list@example-host.org",
    "(?i)\\b(viagra|cialis|casino)\\b ::: LINE",
    "^(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})$ ::: 192.168.100.200",
    "^(.*?)@(.*)$ ::: somebody.with.long.name@mail.example.com",
    "(\\w+)\\s+\\1 ::: this is is a doubled word",
    "^(?:[a-z0-9-]+\\.)+[a-z]{2,}$ ::: a.very.long.host.name.example.com",
    "^(?:(a)|b|c)*$ ::: abcabcabcabcabcabcabcabcabcabc",
    "^(?=.*\\d)(?=.*[a-z]).{3,}$ ::: hello world 7 and more"
  })
  String row = "";

  private String subject = "";
  private Regex ours;
  private Pattern theirs;

  /** Compiles the pattern for both. */
  @Setup
  public void compile() throws BadPattern {
    int end = row.indexOf(" ::: ");
    String pattern = row.substring(0, end);
    subject = row.substring(end + 5).replace("LINE", LINE);
    ours = Regex.compile(pattern, false);
    theirs = Pattern.compile(pattern, Pattern.UNIX_LINES);
  }

  /** Ours. */
  @Benchmark
  public Object ours() throws Overrun {
    Regex.Found found = ours.find(subject);
    return found == null ? this : found;
  }

  /** The JDK's. */
  @Benchmark
  public Object jdk() {
    Matcher matcher = theirs.matcher(subject);
    if (!matcher.find()) {
      return this;
    }
    @Nullable String[] groups = new @Nullable String[matcher.groupCount() + 1];
    for (int i = 0; i < groups.length; i++) {
      groups[i] = matcher.group(i);
    }
    return groups;
  }
}
