// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.expansion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ostler.api.expansion.Expansion;
import org.ostler.testing.mail.MemoryMail;

/** Strings of people who are not the administrator. */
class PrivilegeTest {
  private static final String REFUSED =
      "the server expands the strings of a filter with its own rights";

  private final ExpansionCompiler all = compiler();
  private final ExpansionCompiler none = all.without(EnumSet.allOf(Privilege.class));

  private static ExpansionCompiler compiler() {
    try {
      return new ExpansionHouse().compiler();
    } catch (org.ostler.api.option.InvalidArgument wrong) {
      throw new IllegalStateException(wrong);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "${lookup{root}lsearch{/etc/passwd}}",
        "${if eq{a}{b}{${lookup{root}lsearch{/etc/passwd}}}{x}}",
        "${expand:\\${lookup{root}lsearch{/etc/passwd}}}",
        "${sg{a}{a}{\\${readfile{/etc/passwd}}}}",
        "${readfile{/etc/passwd}}",
        "${readsocket{/run/x}{y}}",
        "${run{/bin/echo x}}",
        "${if exists{/etc/passwd}{x}}",
        "${stat:/etc/passwd}",
        "${acl{x}{y}}",
        "${if acl{{x}{y}}{x}}",
        "${env{GREETING}}",
        "${map{a:b}{${readfile{/etc/passwd}}}}",
        "${if match_domain{x}{lsearch;/etc/passwd}{x}}",
        "${if match_domain{x}{/etc/passwd}{x}}",
        "${if match_domain{x}{a : ! /etc/passwd}{x}}",
        "${if match_ip{192.0.2.1}{<+ net-lsearch;/etc/passwd}{x}}",
        "${if match_address{a@b}{b : *@lsearch;/etc/passwd}{x}}",
      })
  void mayNotUseTheRightsOfTheServer(String string) throws Exception {
    assertThat(none.compile(string).expand(new MemoryMail()))
        .isInstanceOfSatisfying(
            Expansion.Failed.class, failed -> assertThat(failed.message()).contains(REFUSED));
  }

  @Test
  void mayDoEverythingElse() throws Exception {
    assertThat(text(none, "${uc:a} ${if match_domain{localhost}{+local_domains}{yes}{no}}"))
        .isEqualTo("A yes");
    assertThat(text(none, "${if match_ip{192.0.2.1}{192.0.2.0/24}{yes}{no}}")).isEqualTo("yes");
    assertThat(text(all.without(Set.of()), "${env{GREETING}}")).isEqualTo("hello world");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "${map{${reduce{1:2:3:4:5:6:7:8}{x:x}{$value:$value}}}"
            + "{${map{${reduce{1:2:3:4:5:6:7:8}{x:x}{$value:$value}}}"
            + "{${map{${reduce{1:2:3:4:5:6:7:8}{x:x}{$value:$value}}}{y}}}}}}",
        "${reduce{1:2:3:4:5:6:7:8:9:10:11:12:13:14:15:16:17:18:19:20:21:22:23:24:25:26:27:28}"
            + "{xx}{$value$value}}",
        "${sg{${sg{${sg{${sg{${sg{${sg{${sg{xxxxxxxxxx}{x}{xxxxxxxxxx}}}{x}{xxxxxxxxxx}}}"
            + "{x}{xxxxxxxxxx}}}{x}{xxxxxxxxxx}}}{x}{xxxxxxxxxx}}}{x}{xxxxxxxxxx}}}"
            + "{x}{xxxxxxxxxx}}",
      })
  void mayNotWorkWithoutEnd(String string) throws Exception {
    assertThat(none.compile(string).expand(new MemoryMail()))
        .isInstanceOfSatisfying(
            Expansion.Failed.class,
            failed -> assertThat(failed.message()).contains("too much work for a filter file"));
  }

  private static String text(ExpansionCompiler compiler, String string) throws Exception {
    return compiler.compile(string).expand(new MemoryMail()) instanceof Expansion.Value(var text)
        ? text.value()
        : "";
  }
}
