// SPDX-License-Identifier: Apache-2.0
package org.ostler.queuefile;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.annotation.bundle.Capability;
import org.osgi.service.component.annotations.Component;
import org.ostler.api.expansion.Expandable;
import org.ostler.api.expansion.Expansion;
import org.ostler.api.mail.Addressee;
import org.ostler.api.mail.MailView;
import org.ostler.api.mail.QueueId;
import org.ostler.api.mail.Recipient;
import org.ostler.api.mail.ReversePath;
import org.ostler.api.option.InvalidArgument;
import org.ostler.api.option.Option;
import org.ostler.api.option.Settings;
import org.ostler.api.text.Taint;
import org.ostler.api.text.Text;
import org.ostler.api.transport.Delivery;
import org.ostler.api.transport.Outcome;
import org.ostler.api.transport.TransportDriver;

/**
 * {@code driver = queuefile}: puts a message into a directory as a pair of Exim's spool files, for
 * another program to look at and to put into a queue again. Each call makes one pair a directory,
 * for all its addressees there. Trouble with the directory defers.
 */
@Component
@Capability(
    namespace = "ostler.word",
    attribute = {"kind=transport", "word:List<String>=\"queuefile\""})
public final class QueuefileTransport implements TransportDriver {
  /** Where the files go. */
  static final Option<Expandable> DIRECTORY = Option.expanded("directory", null);

  @Override
  public String name() {
    return "queuefile";
  }

  @Override
  public List<Option<?>> options() {
    return List.of(DIRECTORY);
  }

  @Override
  public boolean handsOn() {
    return true;
  }

  @Override
  public Prepared prepare(Settings settings) throws InvalidArgument {
    Optional<Expandable> directory = settings.find(DIRECTORY);
    String transport = settings.name();
    if (directory.isEmpty()) {
      throw new InvalidArgument(
          "the queuefile transport " + transport + " needs the option directory");
    }
    String source = directory.get().source();
    if (!source.startsWith("/") && !source.startsWith("$") && !source.startsWith("\\")) {
      throw new InvalidArgument(
          "directory of the queuefile transport "
              + transport
              + " must be an absolute path, not \""
              + source
              + "\"");
    }
    return delivery -> deliver(delivery, directory.get(), transport);
  }

  private static void deliver(Delivery delivery, Expandable option, String transport)
      throws InterruptedException {
    Map<Path, List<Addressee>> groups = new LinkedHashMap<>();
    for (Addressee addressee : delivery.addressees()) {
      try {
        Path directory = directory(option.expand(delivery.view(addressee)), transport);
        groups.computeIfAbsent(directory, d -> new ArrayList<>()).add(addressee);
      } catch (IOException problem) {
        defer(delivery, addressee, String.valueOf(problem.getMessage()));
      }
    }
    for (Map.Entry<Path, List<Addressee>> group : groups.entrySet()) {
      deliverTo(group.getKey(), group.getValue(), delivery);
    }
  }

  private static void deliverTo(Path directory, List<Addressee> addressees, Delivery delivery)
      throws InterruptedException {
    try {
      MailView view = delivery.view(addressees.getFirst());
      List<SpoolFact> facts = MessageFacts.of(view, delivery.content());
      new SpoolDirectory(directory, new SecureRandom())
          .write(delivery.queueId(), new PairedMessage(delivery, view, facts, addressees));
      addressees.forEach(
          addressee -> delivery.report(addressee, new Outcome.Delivered(null, null)));
    } catch (IOException problem) {
      String reason = "cannot write to " + directory + ": " + problem;
      addressees.forEach(addressee -> defer(delivery, addressee, reason));
    }
  }

  private static Path directory(Expansion expansion, String transport) throws IOException {
    String what = "directory of the queuefile transport " + transport;
    if (!(expansion instanceof Expansion.Value value)) {
      throw new IOException(what + " cannot be expanded: " + reason(expansion));
    }
    Text text = value.text();
    Taint taint = text.taint();
    if (taint != null) {
      throw new IOException(
          "Tainted '" + text + "' (" + what + ") not permitted: it comes from " + taint.origin());
    }
    if (!text.value().startsWith("/")) {
      throw new IOException(what + " is no absolute path: \"" + text + "\"");
    }
    try {
      return Path.of(text.unicode());
    } catch (InvalidPathException e) {
      throw new IOException(what + " is no path: \"" + text + "\"", e);
    }
  }

  private static String reason(Expansion expansion) {
    return switch (expansion) {
      case Expansion.ForcedFailure failure -> failure.message();
      case Expansion.Failed failure -> failure.message();
      case Expansion.Deferred deferral -> deferral.message();
      default -> String.valueOf(expansion);
    };
  }

  private static void defer(Delivery delivery, Addressee addressee, String reason) {
    delivery.report(addressee, new Outcome.Deferred(Outcome.Trouble.of(reason)));
  }

  /** A delivery, as a spool directory wants it. */
  private record PairedMessage(
      Delivery delivery, MailView view, List<SpoolFact> facts, List<Addressee> addressees)
      implements SpoolDirectory.Message {
    @Override
    public InputStream body() throws IOException {
      return delivery.content().body();
    }

    @Override
    public SpoolHeaderFile header(QueueId id, SpoolOwner owner) {
      // The message as it was received: what generic options of a transport change is for a final
      // delivery, not for this.
      ReversePath sender = view.envelope().sender();
      // The addresses that are left to deliver, not those they came from: what redirection did is
      // done.
      List<Recipient> recipients =
          addressees.stream()
              .map(addressee -> new Recipient(addressee.address(), addressee.recipient().dsn()))
              .distinct()
              .toList();
      return new SpoolHeaderFile(
          id,
          owner,
          (sender == null ? delivery.returnPath() : sender).address(),
          view.envelope().received(),
          facts,
          recipients,
          view.headerFields());
    }
  }
}
