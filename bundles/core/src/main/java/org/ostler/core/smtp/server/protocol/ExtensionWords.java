// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.server.protocol;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ostler.api.smtp.Parameter;
import org.ostler.core.smtp.server.protocol.MailKeyword.Word;

/**
 * The parameters that extensions brought to this session, to the keyword of their extension.
 *
 * @param mail parameters of MAIL
 * @param rcpt parameters of RCPT
 * @param offered keywords of the extensions that the client was offered
 */
public record ExtensionWords(
    Map<Parameter.Keyword, String> mail, Map<Parameter.Keyword, String> rcpt, Set<String> offered) {
  /** No extensions. */
  public static final ExtensionWords NONE = new ExtensionWords(Map.of(), Map.of(), Set.of());

  public ExtensionWords {
    mail = Map.copyOf(mail);
    rcpt = Map.copyOf(rcpt);
    offered = Set.copyOf(offered);
  }

  /**
   * A parameter that was used.
   *
   * @param extension the extension's keyword
   */
  public record Used(String extension, Parameter parameter) {}

  /** The parameter of MAIL that the word is, offered or not; null when it is none. */
  @Nullable Used ofMail(Word word) {
    return find(mail, word);
  }

  /** The parameter of RCPT that the word is; null when it is none or was not offered. */
  @Nullable Used ofRcpt(Word word) {
    Used used = find(rcpt, word);
    return used != null && isOffered(used) ? used : null;
  }

  boolean isOffered(Used used) {
    return offered.contains(used.extension());
  }

  private static @Nullable Used find(Map<Parameter.Keyword, String> keywords, Word word) {
    for (Map.Entry<Parameter.Keyword, String> entry : keywords.entrySet()) {
      Parameter.Keyword keyword = entry.getKey();
      if (keyword.word().equals(word.keyword())
          && !(keyword.needsValue() && word.value().isEmpty())) {
        return new Used(entry.getValue(), new Parameter(word.keyword(), word.value()));
      }
    }
    return null;
  }
}
