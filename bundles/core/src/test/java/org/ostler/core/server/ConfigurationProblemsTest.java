// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All that is wrong with a file is told in one run, in its order, with what would be right. */
class ConfigurationProblemsTest {
  @TempDir Path directory;

  private List<String> problems(String text) throws Exception {
    return CompiledFile.of(text, directory, null).problems().stream()
        .map(problem -> problem.position().line() + ": " + problem.message())
        .toList();
  }

  @Test
  void tellsAllInTheOrderOfTheFile() throws Exception {
    assertThat(
            problems(
                """
                no_mua_wrapper
                qualify_domian = x.example
                smtp_ratelimit_rcpt = 1,1,1,1
                perl_at_start
                smtp_accept_max = many
                begin routers
                r:
                  driver = dnslookup
                  dsn_lasthop
                  no_search_parents
                  transport = s
                f:
                  driver = redirect
                  allow_filter
                  data = x
                begin transports
                s:
                  driver = appendfile
                  file_format = x
                p:
                  driver = pipe
                  use_classresources
                  no_freeze_signal
                  umask = 9
                """))
        .containsExactly(
            "2: main option \"qualify_domian\" unknown: did you mean \"qualify_domain\"?",
            "3: smtp_ratelimit_rcpt: malformed ratelimit data: 1,1,1,1",
            "4: option \"perl_at_start\": no Perl is loaded into the server: use ${run}, only"
                + " no_perl_at_start",
            "5: integer expected for smtp_accept_max",
            "9: option \"dsn_lasthop\": install the feature dsn, only no_dsn_lasthop",
            "12: \"user\" or \"check_local_user\" must be set with \"allow_filter\" in router f",
            "17: file_format needs a transport behind \"x\"",
            "22: option \"use_classresources\": classes of resources are BSD's, only"
                + " no_use_classresources",
            "24: octal integer expected for umask");
  }

  @Test
  void aPatternOfFromLinesIsCompiled() throws Exception {
    assertThat(problems("uucp_from_sender = $1\nuucp_from_pattern = ^From (\n"))
        .singleElement()
        .asString()
        .startsWith("2: uucp_from_pattern: ");
  }

  @Test
  void optionsOfAuthenticatorsThatAreNotDoneAreRefusedByName() throws Exception {
    assertThat(
            problems(
                """
                begin authenticators
                plain:
                  driver = plaintext
                  public_name = PLAIN
                  server_prompts = :
                  server_condition = true
                  server_tls = yes
                """))
        .containsExactly("7: option \"server_tls\" unknown: it is not supported yet");
  }

  @Test
  void wordsOfFeaturesThatNobodyHasBuiltNameTheFeature() throws Exception {
    assertThat(
            problems(
                """
                spamd_address = 127.0.0.1 783
                dkim_verify_signers = $dkim_signers
                acl_smtp_data = data
                begin acl
                data:
                  deny !dkim_status = pass
                       control = bmi_run
                """))
        .containsExactly(
            "1: main option \"spamd_address\" unknown: " + later("spam"),
            "2: main option \"dkim_verify_signers\" unknown: " + later("dkim"),
            "6: error in ACL: dkim_status: " + later("dkim"),
            "7: error in ACL: control = bmi_run: " + later("brightmail"));
  }

  private static String later(String feature) {
    return "it comes with the feature " + feature + ", which is not there yet";
  }
}
