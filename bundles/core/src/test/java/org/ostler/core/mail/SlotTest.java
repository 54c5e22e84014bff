// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.ostler.api.mail.Slot;
import org.ostler.testing.mail.MemoryMail;

class SlotTest {
  @Test
  void aLastingSlotIsFoundAgainByTheNextVersionOfAFeature() {
    MemoryMail mail = new MemoryMail();
    mail.value(Slot.lasting("spf.values", Slot.Scope.MESSAGE)).put("spf_result", "fail");
    Slot<Map<String, String>> afterUpdate = Slot.lasting("spf.values", Slot.Scope.MESSAGE);
    assertThat(mail.value(afterUpdate)).containsEntry("spf_result", "fail");
    assertThat(mail.value(Slot.lasting("spf.values", Slot.Scope.CONNECTION))).isEmpty();
    assertThat(mail.value(Slot.lasting("other", Slot.Scope.MESSAGE))).isEmpty();
  }

  @Test
  void otherSlotsAreTheirOwn() {
    Slot<ArrayList<String>> one = new Slot<>("x", Slot.Scope.MESSAGE, ArrayList::new);
    Slot<ArrayList<String>> other = new Slot<>("x", Slot.Scope.MESSAGE, ArrayList::new);
    MemoryMail mail = new MemoryMail();
    mail.value(one).add("mine");
    assertThat(mail.value(one)).containsExactly("mine");
    assertThat(mail.value(other)).isEmpty();
  }
}
