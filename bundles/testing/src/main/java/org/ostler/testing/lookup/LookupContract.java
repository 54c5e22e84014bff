// SPDX-License-Identifier: Apache-2.0
package org.ostler.testing.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.ostler.api.lookup.Lookup;
import org.ostler.api.lookup.Lookup.Answer;
import org.ostler.api.mail.MailView;
import org.ostler.api.option.InvalidArgument;
import org.ostler.api.text.Text;

/**
 * What every lookup type does. An implementation of this interface supplies the lookup and
 * something to look up.
 */
public interface LookupContract {
  /** What to look up. */
  record Query(Text key, @Nullable Text file) {}

  /** The lookup, with a source that answers. */
  Lookup lookup() throws Exception;

  /** A query that finds something. */
  Query present() throws Exception;

  /** What it finds. */
  String value();

  /** A query that finds nothing. */
  Query absent() throws Exception;

  /** The mail in hand. */
  MailView mail();

  @Test
  default void lookupHasANameOfTheLanguage() throws Exception {
    assertThat(lookup().name()).matches("[a-z][a-z0-9_]*");
    assertThat(present().file() == null).isEqualTo(lookup().style() == Lookup.Style.QUERY);
  }

  @Test
  default void findsWhatIsThere() throws Exception {
    Answer answer = prepared().find(present().key(), present().file(), mail());
    assertThat(answer)
        .isInstanceOfSatisfying(
            Answer.Found.class, found -> assertThat(found.value().value()).isEqualTo(value()));
  }

  @Test
  default void missesWhatIsNotThere() throws Exception {
    assertThat(prepared().find(absent().key(), absent().file(), mail()))
        .isInstanceOf(Answer.Missing.class);
  }

  @Test
  default void refusesAnUnknownOption() {
    assertThatThrownBy(() -> lookup().prepare(List.of("no_such_option"), mail().settings()))
        .isInstanceOf(InvalidArgument.class)
        .hasMessageContaining("no_such_option");
  }

  @Test
  default void lookupAnswersManyThreadsAlike() throws Exception {
    Lookup.Prepared prepared = prepared();
    Query query = present();
    List<Answer> answers = Collections.synchronizedList(new ArrayList<>());
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      threads.add(
          Thread.startVirtualThread(
              () -> {
                try {
                  answers.add(prepared.find(query.key(), query.file(), mail()));
                } catch (InterruptedException _) {
                  Thread.currentThread().interrupt();
                }
              }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(answers).hasSize(16).allMatch(answer -> answer instanceof Answer.Found);
  }

  private Lookup.Prepared prepared() throws Exception {
    return lookup().prepare(List.of(), mail().settings());
  }
}
