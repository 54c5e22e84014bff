// SPDX-License-Identifier: Apache-2.0
package org.ostler.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ostler.api.event.EventSink;
import org.ostler.api.event.EventSink.Answer;
import org.ostler.api.expansion.Expandable;
import org.ostler.api.expansion.Expansion;
import org.ostler.api.mail.MailView;
import org.ostler.testing.event.EventSinkContract;
import org.ostler.testing.event.MemoryEvent;
import org.ostler.testing.mail.MemoryMail;
import org.ostler.testing.mail.MemorySettings;

class EventActionTest implements EventSinkContract {
  private final EventAction action = new EventAction();
  private final MemorySettings main =
      MemorySettings.NONE.with(EventMainOptions.TIMEOUT, Duration.ofSeconds(1));
  private final MemoryMail mail =
      new MemoryMail()
          .knowing(new EventVariables())
          .under(main)
          .set("host", "mx.far.example")
          .set("host_address", "192.0.2.1")
          .set("host_port", "25")
          .set("local_part", "x")
          .set("domain", "far.example");

  @AfterEach
  void stop() {
    action.stop();
  }

  @Override
  public EventSink sink() {
    return action;
  }

  private static MemorySettings remote(String text) {
    return MemorySettings.named("remote").withText(EventTransportOptions.ACTION, text);
  }

  @Test
  void expandsTheActionOfThePartWithTheEventsVariables() throws Exception {
    MemorySettings part = remote("$event_name|$event_data|$event_defer_errno");
    assertThat(action.hear(new MemoryEvent("msg:host:defer", "no route", 113, part, false), mail))
        .isEqualTo(new Answer.Objection("msg:host:defer|no route|113"));
    assertThat(
            action.hear(
                MemoryEvent.after(
                    "msg:complete", "", main.withText(EventMainOptions.ACTION, "<$event_name>")),
                mail))
        .isEqualTo(new Answer.Objection("<msg:complete>"));
  }

  @Test
  void variablesAreEmptyOutsideEvents() throws Exception {
    action.hear(MemoryEvent.after("msg:delivery", "250 ok", remote("$event_data")), mail);
    assertThat(mail.variable("event_name")).isNull();
    assertThat(mail.variable("event_data")).isNull();
    assertThat(String.valueOf(mail.variable("event_defer_errno"))).isEqualTo("0");
  }

  @Test
  void oldNamesStillWork() throws Exception {
    MemorySettings part =
        MemorySettings.named("remote")
            .withText(
                EventTransportOptions.DELIVERY,
                "$tpda_delivery_ip $tpda_delivery_port $tpda_delivery_fqdn"
                    + " $tpda_delivery_local_part $tpda_delivery_domain"
                    + " $tpda_delivery_confirmation")
            .withText(EventTransportOptions.HOST_DEFER, "$tpda_defer_errno $tpda_defer_errstr")
            .withText(EventTransportOptions.ACTION, "");
    MemoryMail seen = mail;
    StringBuilder text = new StringBuilder();
    Expandable delivery = part.find(EventTransportOptions.DELIVERY).orElseThrow();
    MemorySettings noted =
        part.with(EventTransportOptions.DELIVERY, noting(delivery, text))
            .with(
                EventTransportOptions.HOST_DEFER,
                noting(part.find(EventTransportOptions.HOST_DEFER).orElseThrow(), text));
    assertThat(action.isNamedIn(noted)).isTrue();
    action.hear(MemoryEvent.after("msg:delivery", "250 taken", noted), seen);
    action.hear(new MemoryEvent("msg:host:defer", "refused", 111, noted, false), seen);
    assertThat(text.toString())
        .isEqualTo("192.0.2.1 25 mx.far.example x far.example 250 taken;111 refused;");
  }

  private static Expandable noting(Expandable inner, StringBuilder text) {
    return expandable(
        mail -> {
          Expansion expansion = inner.expand(mail);
          text.append(((Expansion.Value) expansion).text().value()).append(';');
          return Expansion.of("");
        });
  }

  private interface Body {
    Expansion expand(MailView mail) throws InterruptedException;
  }

  private static Expandable expandable(Body body) {
    return new Expandable() {
      @Override
      public String source() {
        return "made by the test";
      }

      @Override
      public Expansion expand(MailView mail) throws InterruptedException {
        return body.expand(mail);
      }
    };
  }

  @Test
  void aFailingActionIsToldAndObjectsToNothing() throws Exception {
    assertThat(action.hear(new MemoryEvent("tcp:connect", "", 0, remote("FAIL"), true), mail))
        .isEqualTo(
            new Answer.Failed(
                "failed to expand event_action tcp:connect in remote: failed by the test"));
    assertThat(
            action.hear(
                MemoryEvent.after(
                    "msg:complete", "", main.withText(EventMainOptions.ACTION, "DEFER")),
                mail))
        .isEqualTo(
            new Answer.Failed(
                "failed to expand event_action msg:complete in main: deferred by the test"));
  }

  @Test
  void aSlowActionIsCutOffAndAMessageIsNotHeldUpByMany() throws Exception {
    AtomicInteger begun = new AtomicInteger();
    Expandable slow =
        expandable(
            view -> {
              begun.incrementAndGet();
              new CountDownLatch(1).await(60, TimeUnit.SECONDS);
              return Expansion.of("");
            });
    MemoryEvent event =
        MemoryEvent.after(
            "msg:delivery",
            "",
            MemorySettings.named("remote").with(EventTransportOptions.ACTION, slow));
    Answer cut =
        new Answer.Failed(
            "failed to expand event_action msg:delivery in remote: it took more than 1s");
    for (int i = 0; i < 3; i++) {
      assertThat(action.hear(event, mail)).isEqualTo(cut);
      assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }
    assertThat(action.hear(event, mail))
        .isEqualTo(
            new Answer.Failed(
                "failed to expand event_action msg:delivery in remote: left out: earlier actions"
                    + " for the message took too long"));
    assertThat(begun).hasValue(3);
  }

  @Test
  void aStopIsNoSlowness() {
    Expandable stopped =
        expandable(
            view -> {
              throw new InterruptedException("stop");
            });
    MemoryEvent event =
        MemoryEvent.after(
            "msg:delivery",
            "",
            MemorySettings.named("remote").with(EventTransportOptions.ACTION, stopped));
    assertThatThrownBy(() -> action.hear(event, mail)).isInstanceOf(InterruptedException.class);
  }
}
