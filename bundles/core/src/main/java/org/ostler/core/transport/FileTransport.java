// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.transport;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.ostler.api.option.InvalidArgument;
import org.ostler.api.option.Option;
import org.ostler.api.option.Settings;
import org.ostler.api.transport.TransportDriver;

/**
 * The appendfile transport driver: mailbox files, Maildirs, and directories of one file a message.
 */
public final class FileTransport implements TransportDriver {
  private static final Set<String> CREATE_FILE = Set.of("anywhere", "belowhome", "inhome");

  private final MailboxLocks locks;
  private final MailSubmitter submitter;
  private final Comsat comsat;
  private final Map<String, FileDelivery> siblings = new ConcurrentHashMap<>();

  /** {@code submitter} queues warnings of full mailboxes. */
  public FileTransport(MailSubmitter submitter) {
    this(submitter, new MailboxLocks(), new Comsat(Path.of("/etc/services")));
  }

  FileTransport(MailSubmitter submitter, MailboxLocks locks, Comsat comsat) {
    this.submitter = submitter;
    this.locks = locks;
    this.comsat = comsat;
  }

  /** The driver for another configuration, whose transports lock their files against these. */
  public FileTransport anew() {
    return new FileTransport(submitter, locks, comsat);
  }

  @Override
  public String name() {
    return "appendfile";
  }

  @Override
  public List<Option<?>> options() {
    return FileOptions.all();
  }

  @Override
  public Prepared prepare(Settings settings) throws InvalidArgument {
    boolean file = settings.isSet(FileOptions.FILE);
    boolean directory = settings.isSet(FileOptions.DIRECTORY);
    if (file && directory) {
      throw new InvalidArgument("only one of \"file\" or \"directory\" can be specified");
    }
    if (settings.value(FileOptions.MAILDIR_FORMAT)
        && settings.value(FileOptions.MAILSTORE_FORMAT)) {
      throw new InvalidArgument("only one of maildir_format and mailstore_format may be specified");
    }
    if (!CREATE_FILE.contains(settings.value(FileOptions.CREATE_FILE))) {
      throw new InvalidArgument(
          "invalid value given for \"create_file\": "
              + settings.value(FileOptions.CREATE_FILE)
              + "; it is anywhere, belowhome or inhome");
    }
    if (file && Locking.of(settings).isNone()) {
      throw new InvalidArgument("no locking configured for a mailbox file");
    }
    FileDelivery delivery =
        new FileDelivery(
            settings, new MailboxFile(settings, locks), submitter, comsat, siblings::get);
    siblings.put(settings.name(), delivery);
    return delivery;
  }
}
