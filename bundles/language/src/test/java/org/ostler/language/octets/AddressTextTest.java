// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.octets;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTextTest {
  /** White space and comments say nothing, and are what the quick way leaves to the long one. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "a@b",
        "joe@far.test",
        "a.b@c",
        ".a@b",
        "a.@b",
        "a..b@c",
        ".",
        "@b",
        "a@",
        "a@b.",
        "a@.b",
        "a@b..c",
        "a@b@c",
        "a@b-c",
        "a@-b",
        "a@b_c",
        "a@b c",
        "a b@c",
        "a\\b@c",
        "a\\@b@c",
        "\"a\"@b",
        "a.\"b\"@c",
        "a@[1.2.3.4]",
        "a@b,c@d",
        "a;b@c",
        "a:b@c",
        "a@b;",
        "<a@b>",
        "a(b)@c",
        "a@b(c)",
        "!#$%&'*+/=?^`{|}~@b",
        "\u00e9@b",
        "a@\u00e9",
        "a\u007f@b",
        "a\u0001@b",
        "a\t@b",
        "a@b\n"
      })
  void readsPlainAddressesAsAllOthers(String text) {
    assertThat(AddressText.parse(text)).isEqualTo(AddressText.parse("(c) " + text));
  }
}
