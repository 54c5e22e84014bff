// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.expansion;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ostler.api.text.Text;
import org.ostler.language.octets.Hashing;
import org.ostler.language.octets.Prvs;

/** Keyed digests: hmac, prvs and prvscheck. */
final class DigestItems {
  private DigestItems() {}

  static void addTo(Map<String, ItemGrammar> items) {
    items.put("hmac", Items.marking(3, 3, (texts, run) -> hmac(texts)));
    items.put("prvs", Items.marking(2, 3, DigestItems::prvs));
    items.put("prvscheck", DigestItems::check);
  }

  private static String hmac(List<Text> texts) throws Stop {
    String algorithm = texts.getFirst().value();
    String digest = Hashing.hmac(algorithm, texts.get(1).value(), texts.get(2).value());
    if (digest == null) {
      throw Stop.failed("hmac algorithm \"" + algorithm + "\" is not recognised");
    }
    return digest;
  }

  private static String prvs(List<Text> texts, Run run) throws Stop {
    String address = texts.getFirst().value();
    if (address.lastIndexOf('@') <= 0) {
      throw Stop.failed("prvs first argument must be a qualified email address");
    }
    String key = texts.size() > 2 ? texts.get(2).value() : "0";
    if (!key.matches("[0-9]")) {
      throw Stop.failed("prvs third argument must be a single digit");
    }
    String signed = Prvs.sign(address, texts.get(1).value(), key, today(run.environment().clock()));
    if (signed == null) {
      throw Stop.failed("prvs hmac-sha1 conversion failed");
    }
    return signed;
  }

  private static int today(InstantSource clock) {
    return Prvs.day(clock.instant());
  }

  /** The secret may name the address and key number that the first argument gave. */
  private static Node check(Parser parser, String name) {
    Part signed = argument(parser, name);
    Part secret = argument(parser, name);
    Arguments result = Arguments.read(parser, name, 0, 1, true);
    return Node.of(
        run -> {
          Text text = signed.text(run);
          Prvs.@Nullable Signed parsed = Prvs.parse(text.value());
          Registers registers = run.registers();
          registers.prvsResult = null;
          if (parsed == null) {
            secret.skip();
            for (Part part : result.parts()) {
              part.skip();
            }
            endUnsigned(result);
            return Text.EMPTY;
          }
          registers.captures(captures(text, parsed));
          return checked(run, text, parsed, secret, result);
        });
  }

  private static Text checked(Run run, Text text, Prvs.Signed parsed, Part secret, Arguments result)
      throws Stop, InterruptedException {
    Registers registers = run.registers();
    registers.prvsAddress = text.with(parsed.address());
    registers.prvsKeyNumber = text.with(parsed.keyNumber());
    String key = secret.text(run).value();
    if (key.length() > Prvs.LONGEST_SECRET) {
      throw Stop.failed("hmac-sha1 conversion failed");
    }
    boolean good = Prvs.verify(parsed, key, today(run.environment().clock()));
    registers.prvsResult = good ? Text.of("1") : null;
    List<Text> shown = result.texts(run);
    return shown.isEmpty() || shown.getFirst().isEmpty()
        ? text.with(parsed.address())
        : shown.getFirst();
  }

  /** The parts of the address, as a match would leave them: secret and result may name them. */
  private static Text[] captures(Text text, Prvs.Signed parsed) {
    return new Text[] {
      text,
      text.with(parsed.keyNumber()),
      text.with(parsed.day()),
      text.with(parsed.digest()),
      text.with(parsed.localPart()),
      text.with(parsed.domain())
    };
  }

  /** Exim reads secret and result as one list when there is nothing to check: it counts two. */
  private static void endUnsigned(Arguments result) throws Stop {
    Stop broken = result.end().broken();
    if (broken != null) {
      throw broken.reworded(broken.message().replace("(max is 1)", "(max is 2)"));
    }
  }

  private static Part argument(Parser parser, String name) {
    return parser.braced("Not enough arguments for '" + name + "' (min is 1)", null);
  }
}
