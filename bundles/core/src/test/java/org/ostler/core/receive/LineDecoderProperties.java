// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.receive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What must hold for any octets that a peer sends. */
final class LineDecoderProperties {
  private static final Limits LIMITS = new Limits(0, 1 << 20, 0, 30, 16);

  private record Result(String header, String body, boolean done, int used) {}

  @Provide
  Arbitrary<String> data() {
    return Arbitraries.of("\r", "\n", ".", "\r\n", "\r\n.\r\n", "a", "x: y\r\n", " ", "\0")
        .list()
        .ofMaxSize(40)
        .map(parts -> String.join("", parts));
  }

  /** How the network cuts the octets changes nothing. */
  @Property
  void piecesDoNotMatter(
      @ForAll("data") String data, @ForAll @IntRange(min = 1, max = 7) int piece) {
    assertThat(decode(data, true, piece)).isEqualTo(decode(data, true, data.length() + 1));
  }

  /**
   * The end of the data is the first CRLF dot CRLF (or dot CRLF at the very start) and nothing
   * else.
   */
  @Property
  void onlyTheLoneDotEndsTheData(@ForAll("data") String data) {
    int end = ("\r\n" + data).indexOf("\r\n.\r\n");
    Result result = decode(data, true, data.length() + 1);
    assertThat(result.done()).isEqualTo(end >= 0);
    assertThat(result.used()).isEqualTo(end >= 0 ? end + 3 : data.length());
  }

  /** A message sent stuffed by DATA and plain by BDAT is the same message. */
  @Property
  void dataAndChunksAgree(@ForAll("data") String data) {
    String lines = data.endsWith("\r\n") || data.isEmpty() ? data : data + "\r\n";
    String stuffed = ("\r\n" + lines).replace("\r\n.", "\r\n..").substring(2);
    Result chunk = decode(lines, false, 5);
    Result dotted = decode(stuffed + ".\r\n", true, 3);
    assertThat(dotted.done()).isTrue();
    assertThat(dotted.header()).isEqualTo(chunk.header());
    assertThat(dotted.body()).isEqualTo(chunk.body());
  }

  /** Nothing that is kept has a CR: it could not leave this host as part of a line end. */
  @Property
  void noCarriageReturnIsKept(@ForAll("data") String data) {
    Result result = decode(data, true, 4);
    assertThat(result.header() + result.body()).doesNotContain("\r");
  }

  private static Result decode(String data, boolean dotted, int piece) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    Assembler assembler = new Assembler(LIMITS, HeaderBudget.HEAP, body);
    LineDecoder decoder = new LineDecoder(assembler, dotted, false);
    byte[] octets = data.getBytes(StandardCharsets.ISO_8859_1);
    int used = 0;
    for (int at = 0; at < octets.length && !decoder.done(); at += piece) {
      used += decoder.take(octets, at, Math.min(octets.length, at + piece));
    }
    decoder.finish();
    assembler.finish();
    StringBuilder header = new StringBuilder();
    assembler.fields().forEach(field -> header.append(field.text()));
    String kept = body.toString(StandardCharsets.ISO_8859_1);
    String end = assembler.excerpt().end();
    assertThat(kept)
        .endsWith(end)
        .startsWith(assembler.excerpt().start())
        .hasSize((int) assembler.bodySize());
    return new Result(header.toString(), kept, decoder.done(), used);
  }
}
