// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ostler.api.option.InvalidArgument;

class ServerListTest {
  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, /127.0.0.1:53",
    "127.0.0.1:5353, /127.0.0.1:5353",
    "[127.0.0.1]:5353, /127.0.0.1:5353",
    "::1, /[0:0:0:0:0:0:0:1]:53",
    "[::1]:5353, /[0:0:0:0:0:0:0:1]:5353"
  })
  void readsAnAddressWithOrWithoutPort(String item, String address) throws Exception {
    assertThat(ServerList.parse(List.of(item)).toString()).isEqualTo("[" + address + "]");
  }

  @Test
  void digitsAloneAreThePortOfTheOneBefore() throws Exception {
    assertThat(ServerList.parse(List.of("127.0.0.1", "5353", "127.0.0.2")).toString())
        .isEqualTo("[/127.0.0.1:5353, /127.0.0.2:53]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"dns.example", "127.0.0.1:0", "127.0.0.1:65536", "127.0.0.1:x"})
  void refusesWhatIsNoAddress(String item) {
    assertThatThrownBy(() -> ServerList.parse(List.of(item)))
        .isInstanceOf(InvalidArgument.class)
        .hasMessageStartingWith("dns_servers: ");
  }
}
