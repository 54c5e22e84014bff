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

/**
 * The expected values follow the algorithm of publicsuffix.org and Exim's later versions: 4.96 has
 * neither lookup.
 */
class SuffixSearchTest {
  private static final Path FILES = Path.of("src/test/resources/lookups/files").toAbsolutePath();

  private static Answer find(String type, Text key, String file) throws Exception {
    LookupTypes types = new LookupTypes(_ -> null, _ -> Optional.empty());
    return LookupCall.compile(type, types::find, () -> MemorySettings.NONE)
        .find(key, Text.of(FILES.resolve(file).toString()), new MemoryMail())
        .answer();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "www.example.com | com | example.com",
        "WWW.Example.COM | com | example.com",
        "com | com | -",
        "a.b.blogspot.com | blogspot.com | b.blogspot.com",
        "blogspot.com | blogspot.com | -",
        "xblogspot.com | com | xblogspot.com",
        "a.b.co.uk | co.uk | b.co.uk",
        "uk | uk | -",
        "bl.uk | uk | bl.uk",
        "www.eton.sch.uk | eton.sch.uk | www.eton.sch.uk",
        "eton.sch.uk | eton.sch.uk | -",
        "sch.uk | uk | sch.uk",
        "ck | - | -",
        "a.b.ck | b.ck | a.b.ck",
        "www.ck | ck | www.ck",
        "a.b.www.ck | ck | www.ck",
        "x.city.kawasaki.jp | kawasaki.jp | city.kawasaki.jp",
        "x.y.kawasaki.jp | y.kawasaki.jp | x.y.kawasaki.jp",
        "www.公司.cn | 公司.cn | www.公司.cn",
        "www.食狮.公司.cn | 公司.cn | 食狮.公司.cn",
        "www.xn--55qx5d.cn | xn--55qx5d.cn | www.xn--55qx5d.cn",
        "a.example.museum | example.museum | a.example.museum",
        "host.unlisted | - | -",
        "a..com | - | -",
        ".com | - | -",
        "a.com. | - | -",
        "'' | - | -",
      })
  void findsSuffixAndDomain(String key, String suffix, String domain) throws Exception {
    assertThat(find("psl", Text.ofUnicode(key), "suffixes")).isEqualTo(answer(suffix));
    assertThat(find("regdom", Text.ofUnicode(key), "suffixes")).isEqualTo(answer(domain));
  }

  private static Answer answer(String expected) {
    return expected.equals("-")
        ? new Answer.Missing()
        : new Answer.Found(Text.ofUnicode(expected), true);
  }

  @Test
  void trustsWhatTheFileNames() throws Exception {
    assertThat(isTainted("psl", "a.b.com")).isFalse();
    assertThat(isTainted("regdom", "a.www.ck")).isFalse();
    assertThat(isTainted("psl", "a.b.ck")).isTrue();
    assertThat(isTainted("regdom", "a.b.com")).isTrue();
  }

  private static boolean isTainted(String type, String key) throws Exception {
    Answer answer = find(type, Text.tainted(key, "a test"), "suffixes");
    assertThat(answer).isInstanceOf(Answer.Found.class);
    return ((Answer.Found) answer).value().isTainted();
  }

  @Test
  void survivesKeysThatAreNoDomains() throws Exception {
    assertThat(find("psl", Text.of("a.".repeat(100_000) + "com"), "suffixes"))
        .isEqualTo(new Answer.Missing());
    assertThat(find("psl", Text.of("\u00ff.com"), "suffixes")).isEqualTo(new Answer.Missing());
  }

  @Test
  void saysThatThereIsNoFile() throws Exception {
    assertThat(find("regdom", Text.of("a.com"), "none")).isInstanceOf(Answer.Failed.class);
    assertThat(((Answer.Failed) find("regdom", Text.of("a.com"), "none")).reason())
        .contains("regdom lookup")
        .contains("none");
  }
}
