// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.ostler.api.expansion.Expandable;
import org.ostler.api.expansion.Expansion;
import org.ostler.api.lookup.Lookup.Answer;
import org.ostler.api.mail.MailView;
import org.ostler.api.option.InvalidArgument;
import org.ostler.api.text.Text;
import org.ostler.language.text.EximJudge;
import org.ostler.testing.mail.MemoryMail;
import org.ostler.testing.mail.MemorySettings;

/** What lookups find, and what Exim finds. */
class LookupCasesTest {
  private static final Path RESOURCES = Path.of("src/test/resources/lookups").toAbsolutePath();
  private static final String FILES = RESOURCES.resolve("files").toString();

  @TempDir Path directory;

  private final LookupTypes types = new LookupTypes(LookupCasesTest::key, _ -> Optional.empty());

  private record Case(String type, String key, String file, String exim, String ours) {
    String name() {
      return type + " {" + key + "} {" + file + "}";
    }

    /** The string that has Exim answer it. */
    String question() {
      String tail = "{yes <$value>[$1|$2]}{no}}";
      String quoted = key.isEmpty() ? "" : "\\N" + key + "\\N";
      return file.isEmpty()
          ? "${lookup " + type + " {" + quoted + "}" + tail
          : "${lookup {" + quoted + "} " + type + " {" + FILES + "/" + file + "}" + tail;
    }
  }

  private static List<Case> read() throws IOException {
    List<Case> cases = new ArrayList<>();
    for (String line :
        Files.readAllLines(RESOURCES.resolve("cases.txt"), StandardCharsets.ISO_8859_1)) {
      if (!line.isEmpty() && !line.startsWith("#")) {
        int ours = line.indexOf(" |ours ");
        String[] parts = (ours < 0 ? line : line.substring(0, ours)).split(" \\| ", 4);
        String answer = ours < 0 ? parts[3] : line.substring(ours + " |ours ".length());
        cases.add(new Case(parts[0], parts[1], parts[2], parts[3], answer));
      }
    }
    return cases;
  }

  /** Keys of wildlsearch files as the one file of the cases has them. */
  private static Expandable key(String source) {
    return new Expandable() {
      @Override
      public String source() {
        return source;
      }

      @Override
      public Expansion expand(MailView mail) {
        return source.endsWith("fail}") ? new Expansion.ForcedFailure("") : Expansion.of("made.x");
      }
    };
  }

  @TestFactory
  Stream<DynamicTest> findsWhatEximFinds() throws IOException {
    return read().stream()
        .map(
            c ->
                DynamicTest.dynamicTest(
                    c.name(),
                    () -> assertThat(answer(c).replace(FILES, "FILES")).startsWith(c.ours())));
  }

  private String answer(Case c) throws InterruptedException {
    try {
      LookupCall call = LookupCall.compile(c.type(), types::find, () -> MemorySettings.NONE);
      Text file = call.isQuery() ? null : Text.of(FILES + "/" + c.file());
      LookupCall.Outcome outcome =
          call.find(Text.tainted(c.key(), "a test"), file, new MemoryMail());
      return switch (outcome.answer()) {
        case Answer.Found found ->
            "yes <"
                + found.value()
                + ">["
                + shown(outcome.wild())
                + "|"
                + shown(outcome.fixed())
                + "]";
        case Answer.Missing _ -> "no";
        case Answer.Deferred deferred ->
            "error lookup of \"" + c.key() + "\" gave DEFER: " + deferred.reason();
        case Answer.Failed failed -> "error " + failed.reason();
      };
    } catch (InvalidArgument e) {
      return "error " + e.getMessage();
    }
  }

  private static String shown(@Nullable Text text) {
    return text == null ? "" : text.value();
  }

  @Test
  void eximStillFindsIt() throws IOException {
    EximJudge.assumePresent();
    List<Case> cases = read();
    Path configuration = Files.writeString(directory.resolve("none.conf"), "");
    List<String> answers =
        EximJudge.expansions(configuration, cases.stream().map(Case::question).toList());
    for (int i = 0; i < cases.size(); i++) {
      String expected =
          cases.get(i).exim().replaceFirst("^error ", "Failed: ").replace("FILES", FILES);
      // Exim may add what the C library says of its last call, whichever that was.
      assertThat(answers.get(i).lines())
          .as(cases.get(i).name())
          .anyMatch(
              l ->
                  l.equals(expected)
                      || (l.startsWith(expected) && expected.startsWith("Failed: ")));
    }
  }

  @Test
  void foundTextMayBeTrustedAndTaintedFilesMayNot() throws Exception {
    LookupCall call = LookupCall.compile("lsearch,ret=key", types::find, () -> MemorySettings.NONE);
    Answer found =
        call.find(Text.tainted("key2", "a test"), Text.of(FILES + "/keys"), new MemoryMail())
            .answer();
    assertThat(found).isEqualTo(new Answer.Found(Text.of("key2"), true));
    Text tainted = Text.tainted(FILES + "/keys", "the RCPT command");
    Answer refused = call.find(Text.of("key2"), tainted, new MemoryMail()).answer();
    assertThat(refused).isInstanceOf(Answer.Failed.class);
    assertThat(((Answer.Failed) refused).reason())
        .startsWith("Tainted filename for search: '" + FILES + "/keys'")
        .contains("the RCPT command")
        .contains("dsearch");
  }

  @Test
  void seesThatAFileHasChanged() throws Exception {
    Path file = directory.resolve("aliases");
    LookupCall call = LookupCall.compile("lsearch", types::find, () -> MemorySettings.NONE);
    for (int i = 0; i < 3; i++) {
      Files.writeString(file, "key: " + "x".repeat(i) + "\n");
      Answer found = call.find(Text.of("key"), Text.of(file.toString()), new MemoryMail()).answer();
      assertThat(found).isEqualTo(new Answer.Found(Text.of("x".repeat(i)), true));
    }
  }

  @Test
  void aDamagedCdbDefers() throws Exception {
    byte[] whole = Files.readAllBytes(Path.of(FILES, "keys.cdb"));
    Path file = Files.write(directory.resolve("cut.cdb"), java.util.Arrays.copyOf(whole, 2100));
    LookupCall call = LookupCall.compile("cdb", types::find, () -> MemorySettings.NONE);
    assertThat(call.find(Text.of("k57"), Text.of(file.toString()), new MemoryMail()).answer())
        .isInstanceOf(Answer.Deferred.class);
  }
}
