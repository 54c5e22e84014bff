// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.expansion;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.ostler.api.expansion.Expansion;
import org.ostler.api.mail.HeaderField;
import org.ostler.api.option.InvalidArgument;
import org.ostler.testing.mail.MemoryMail;

/** Whatever the string, compiling and expanding it gives octets or a reason. */
public final class ExpansionFuzz {
  private static final ExpansionCompiler COMPILER = compiler();

  private ExpansionFuzz() {}

  private static ExpansionCompiler compiler() {
    try {
      return new ExpansionHouse().compiler();
    } catch (InvalidArgument e) {
      throw new IllegalStateException(e);
    }
  }

  /** One input. */
  public static void fuzzerTestOneInput(byte[] octets) throws InterruptedException {
    String source = new String(octets, StandardCharsets.ISO_8859_1);
    String low = source.toLowerCase(Locale.ROOT);
    if (low.contains("run") || low.contains("sock") || low.contains("/")) {
      return; // no programs, sockets and files of the machine
    }
    MemoryMail mail =
        new MemoryMail()
            .headed(
                new HeaderField("Subject", " =?utf-8?Q?caf=C3=A9?=\n"),
                new HeaderField("From", " \"A, B\" <a@b.test> (x), c@d.test\n"));
    Expansion outcome = COMPILER.compile(source).expand(mail);
    String text =
        switch (outcome) {
          case Expansion.Value value -> value.text().value();
          case Expansion.ForcedFailure failure -> failure.message();
          case Expansion.Failed failed -> failed.message();
          case Expansion.Deferred deferred -> deferred.message();
        };
    if (text.chars().anyMatch(c -> c > 255)) {
      throw new IllegalStateException("not octets: " + text);
    }
  }
}
