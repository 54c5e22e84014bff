// SPDX-License-Identifier: Apache-2.0
package org.ostler.testing.transport;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.ostler.api.option.Option;
import org.ostler.api.option.Settings;
import org.ostler.api.transport.Outcome;
import org.ostler.api.transport.TransportDriver;
import org.ostler.testing.mail.MemoryDelivery;

/**
 * What every transport driver does. An implementation supplies the driver, settings and deliveries
 * for it.
 */
public interface TransportDriverContract {
  /** The driver. */
  TransportDriver driver() throws Exception;

  /** Settings with which a delivery succeeds. */
  Settings working() throws Exception;

  /** Settings that are sound, with which no delivery can succeed now. */
  Settings broken() throws Exception;

  /**
   * A delivery to as many addressees as one call takes; two or more where the transport allows it.
   */
  MemoryDelivery delivery() throws Exception;

  @Test
  default void driverHasANameOfTheLanguage() throws Exception {
    assertThat(driver().name()).matches("[a-z][a-z0-9_]*");
  }

  @Test
  default void privateOptionsAreUniqueAndStayTheSame() throws Exception {
    assertThat(driver().options()).extracting(Option::name).doesNotHaveDuplicates();
    assertThat(driver().options()).isEqualTo(driver().options());
  }

  @Test
  default void reportsEachAddresseeDelivered() throws Exception {
    MemoryDelivery delivery = delivery();
    driver().prepare(working()).deliver(delivery);
    assertThat(delivery.outcomes().keySet())
        .containsExactlyInAnyOrderElementsOf(delivery.addressees());
    assertThat(delivery.outcomes().values())
        .allMatch(outcome -> outcome instanceof Outcome.Delivered);
  }

  @Test
  default void reportsTroubleInWordsForEachAddressee() throws Exception {
    MemoryDelivery delivery = delivery();
    driver().prepare(broken()).deliver(delivery);
    assertThat(delivery.outcomes().keySet())
        .containsExactlyInAnyOrderElementsOf(delivery.addressees());
    assertThat(delivery.outcomes().values())
        .noneMatch(outcome -> outcome instanceof Outcome.Delivered);
    for (Outcome outcome : delivery.outcomes().values()) {
      String reason =
          switch (outcome) {
            case Outcome.Deferred deferred -> deferred.trouble().reason();
            case Outcome.Failed failed -> failed.trouble().reason();
            default -> "";
          };
      assertThat(reason).isNotBlank();
    }
  }

  @Test
  default void oneMadeReadyServesManyDeliveries() throws Exception {
    TransportDriver.Prepared prepared = driver().prepare(working());
    for (int i = 0; i < 3; i++) {
      MemoryDelivery delivery = delivery();
      prepared.deliver(delivery);
      assertThat(delivery.outcomes()).hasSameSizeAs(delivery.addressees());
    }
  }
}
