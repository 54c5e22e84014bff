// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.transport;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.ostler.api.mail.Addressee;
import org.ostler.api.option.InvalidArgument;
import org.ostler.api.option.Settings;
import org.ostler.api.transport.Cause;
import org.ostler.api.transport.Delivery;
import org.ostler.api.transport.Outcome;
import org.ostler.api.transport.TransportDriver;
import org.ostler.core.mail.Address;
import org.ostler.core.mail.Situation;

/** One appendfile transport of the configuration. */
final class FileDelivery implements TransportDriver.Prepared, Roomy {
  /** Mail for it is done with; nothing is opened. */
  private static final Path NOWHERE = Path.of("/dev/null");

  private final Settings settings;
  private final MailSubmitter submitter;
  private final Expanded expanded;
  private final MailboxFile mailbox;
  private final Maildir maildir;
  private final Folder folder;
  private final Mailstore mailstore;

  private final Comsat comsat;
  private final FileFormats formats;
  private final Function<String, @Nullable FileDelivery> siblings;

  /** {@code siblings} knows the transports of the same driver by name. */
  FileDelivery(
      Settings settings,
      MailboxFile mailbox,
      MailSubmitter submitter,
      Comsat comsat,
      Function<String, @Nullable FileDelivery> siblings)
      throws InvalidArgument {
    this.submitter = submitter;
    this.comsat = comsat;
    this.siblings = siblings;
    this.formats = new FileFormats(settings.find(FileOptions.FILE_FORMAT).orElse(null));
    this.settings = settings;
    this.expanded = new Expanded(settings);
    this.mailbox = mailbox;
    this.folder = new Folder(settings, expanded);
    this.maildir = new Maildir(settings, expanded, folder);
    this.mailstore = new Mailstore(settings, expanded, folder);
  }

  @Override
  public void deliver(Delivery delivery) throws InterruptedException {
    // What is batched is written once to each file.
    Map<String, Outcome> outcomes = new HashMap<>();
    for (Addressee addressee : delivery.addressees()) {
      String file = String.valueOf(((Address) addressee).file);
      Outcome outcome = outcomes.get(file);
      if (outcome == null) {
        outcome = deliver(delivery, (Situation) delivery.view(addressee), addressee);
        outcomes.put(file, outcome);
      }
      delivery.report(addressee, outcome);
    }
  }

  private Outcome deliver(Delivery delivery, Situation situation, Addressee addressee)
      throws InterruptedException {
    try {
      write(delivery, situation, (Address) addressee, true);
      return new Outcome.Delivered(null, null);
    } catch (Undeliverable undeliverable) {
      return undeliverable.outcome();
    } catch (IOException trouble) {
      return new Outcome.Deferred(new Outcome.Trouble(null, null, cause(trouble), words(trouble)));
    }
  }

  /** {@code asks}: whether another transport may be the one for what the file has. */
  private void write(Delivery delivery, Situation situation, Address address, boolean asks)
      throws IOException, InterruptedException, Undeliverable {
    if (NOWHERE.toString().equals(address.file)) {
      return; // whatever the transport has for a file
    }
    Mailbox target = target(situation, address);
    Path path = target.path;
    TransportTelling.mailbox(path, target.isDirectory);
    if (path.equals(NOWHERE)) {
      return;
    }
    FileDelivery other = asks && !target.isDirectory ? other(path) : null;
    if (other != null) {
      address.transportName = other.settings.name();
      other.write(delivery, situation, address, false);
      return;
    }
    Ownership owner = Ownership.of(address);
    Quota quota = Quota.of(expanded, settings, situation);
    if (quota.isSet()) {
      address.idle = idle(path, target.isDirectory);
    }
    QuotaWarning warning = QuotaWarning.of(expanded, situation, quota, submitter);
    long length = Quota.length(delivery.content());
    if (!target.isDirectory) {
      long held = mailbox.append(path, delivery, situation, owner, quota);
      // What a file holds now tells best, unless the configuration knows better.
      long now = quota.size() < 0 ? Files.size(path) : held + length;
      warning.tell(held, now, delivery, situation);
      if (settings.value(FileOptions.NOTIFY_COMSAT)) {
        comsat.tell(address.localPart(), held);
      }
      return;
    }
    boolean counts = quota.isSet() || warning.isSet() || quota.sizeFile();
    Admission admission = Admission.UNASKED;
    if (counts) {
      prepare(path, owner);
      admission = quota.admitInto(path, length, owner);
    }
    long stored = store(path, delivery, situation, owner);
    admission.stored(stored);
    warning.tell(admission.octets(), admission.octets() + length, delivery, situation);
  }

  /** The transport that writes to files of such a format; null when it is this one. */
  private @Nullable FileDelivery other(Path file) throws IOException, Undeliverable {
    String name = formats.transport(file);
    if (name == null || name.equals(settings.name())) {
      return null;
    }
    FileDelivery found = siblings.apply(name);
    if (found == null) {
      throw Undeliverable.later(
          Cause.NO_TRANSPORT, name + " transport (for the format of " + file + ") not found");
    }
    return found;
  }

  /** Where the message goes. */
  private record Mailbox(Path path, boolean isDirectory) {}

  private Mailbox target(Situation situation, Address address)
      throws InterruptedException, Undeliverable {
    String directory = expanded.path(FileOptions.DIRECTORY, situation);
    String file = directory == null ? expanded.path(FileOptions.FILE, situation) : null;
    if (directory == null && file == null) {
      String given = address.file;
      boolean isDirectory = given != null && given.endsWith("/");
      directory = isDirectory ? given : null;
      file = isDirectory ? null : given;
    }
    if (address.file != null) {
      address.filed = directory != null ? directory : file;
    }
    return new Mailbox(checked(directory != null ? directory : file, address), directory != null);
  }

  @Override
  public boolean hasRoom(Situation situation, Address address, long length)
      throws InterruptedException {
    try {
      Quota quota = Quota.of(expanded, settings, situation);
      if (quota.isSet()) {
        Mailbox target = target(situation, address);
        if (target.isDirectory) {
          quota.admitInto(target.path, length, null);
        } else if (!target.path.equals(NOWHERE)) {
          quota.admit(target.path, Files.exists(target.path) ? Files.size(target.path) : 0, length);
        }
      }
      return true;
    } catch (Undeliverable undeliverable) {
      return undeliverable.kind() != Cause.QUOTA;
    } catch (IOException trouble) {
      // What the delivery will run into is told when it does.
      return true;
    }
  }

  /** A Maildir is made before it is looked into: what marks a folder says whose it is. */
  private void prepare(Path path, Ownership owner) throws IOException, Undeliverable {
    if (settings.value(FileOptions.MAILDIR_FORMAT)) {
      maildir.ensure(path, owner);
    }
  }

  /** Stores the message; the result is its length there, where that is counted. */
  private long store(Path path, Delivery delivery, Situation situation, Ownership owner)
      throws IOException, InterruptedException, Undeliverable {
    if (settings.value(FileOptions.MAILDIR_FORMAT)) {
      return maildir.store(path, delivery, situation, owner);
    }
    if (settings.value(FileOptions.MAILSTORE_FORMAT)) {
      mailstore.store(path, delivery, situation, owner);
    } else {
      folder.store(path, delivery, situation, owner);
    }
    return 0;
  }

  /**
   * How long nobody has looked into the mailbox: a file was read then, of a Maildir a message was
   * moved from {@code new}. Of other directories nobody knows.
   */
  private @Nullable Duration idle(Path mailbox, boolean directory) {
    boolean maildir = settings.value(FileOptions.MAILDIR_FORMAT);
    if (directory && !maildir) {
      return null;
    }
    try {
      BasicFileAttributes seen =
          Files.readAttributes(
              directory ? mailbox.resolve("new") : mailbox, BasicFileAttributes.class);
      Instant last = (directory ? seen.lastModifiedTime() : seen.lastAccessTime()).toInstant();
      return Duration.between(last, Instant.now());
    } catch (IOException absent) {
      return null;
    }
  }

  private Path checked(@Nullable String name, Address address) throws Undeliverable {
    if (name == null || name.isEmpty()) {
      throw Undeliverable.later(
          Cause.OTHER,
          "Mandatory file or directory option not set by the " + settings.name() + " transport");
    }
    if (!name.startsWith("/")) {
      throw Undeliverable.later(
          Cause.NOT_ABSOLUTE,
          "appendfile: file or directory name \"" + name + "\" is not absolute");
    }
    Path path = Path.of(name).normalize();
    String create = settings.value(FileOptions.CREATE_FILE);
    if (!create.equals("anywhere")) {
      checkPlace(path, create, address);
    }
    return path;
  }

  private void checkPlace(Path path, String create, Address address) throws Undeliverable {
    Path home = address.home == null ? null : Path.of(address.home).normalize();
    boolean inside = home != null && path.startsWith(home);
    boolean direct = home != null && home.equals(path.getParent());
    if (!(create.equals("inhome") ? direct : inside)) {
      throw Undeliverable.later(
          Cause.OTHER,
          "the file or directory "
              + path
              + " is not within the permitted area: create_file = "
              + create);
    }
  }

  private static Cause cause(IOException trouble) {
    if (trouble instanceof NoSuchFileException) {
      return Cause.NO_SUCH_FILE;
    }
    if (trouble instanceof AccessDeniedException) {
      return Cause.NO_ACCESS;
    }
    boolean full =
        String.valueOf(trouble.getMessage()).toLowerCase(Locale.ROOT).contains("no space");
    return full ? Cause.NO_SPACE : Cause.OTHER;
  }

  private static String words(IOException trouble) {
    if (trouble instanceof FileSystemException file) {
      String reason =
          switch (trouble) {
            case NoSuchFileException ignored -> "No such file or directory";
            case AccessDeniedException ignored -> "Permission denied";
            default ->
                file.getReason() == null ? trouble.getClass().getSimpleName() : file.getReason();
          };
      return "failed to write " + file.getFile() + ": " + reason;
    }
    return "failed to write: " + trouble.getMessage();
  }
}
