// SPDX-License-Identifier: Apache-2.0
package org.ostler.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.ostler.api.mail.QueueId;
import org.ostler.api.spool.Draft;
import org.ostler.api.spool.Spool;
import org.ostler.api.spool.StoredMessage;

/** The journal as a service, in {@code spool/} under the data directory. */
@Component(service = Spool.class, configurationPid = "org.ostler.journal")
public final class JournalSpool implements Spool {
  /**
   * How the journal is wired; what is not set has the value of {@link JournalSettings#defaults}.
   */
  @interface Options {
    /** The data directory; if empty, the system property {@code ostler.data}, then {@code data}. */
    String data() default "";

    /** Octets of a segment. */
    int segmentSize() default 64 << 20;

    /** The largest body that is kept in memory and in a segment. */
    int inlineLimit() default 256 << 10;

    /** Octets of bodies in memory: of those being received, and again of those just received. */
    long memory() default 8L << 20;

    /** Octets of the disk that new messages leave free. */
    long reserve() default 10L << 20;

    /** Octets of zeros written ahead. */
    int preallocation() default 2 << 20;

    /** Octets of records after which the index is saved. */
    long checkpointSize() default 256L << 20;

    /** Seconds after which the index is saved if anything changed. */
    long checkpointSeconds() default 300;

    /**
     * Whether damage is skipped and logged; also the system property {@code
     * ostler.journal.salvage}.
     */
    boolean salvage() default false;
  }

  private static final int TEMPORARY = 75; // EX_TEMPFAIL of sysexits.h

  private final Journal journal;

  @Activate
  public JournalSpool(Options options) throws IOException {
    String data =
        options.data().isEmpty() ? System.getProperty("ostler.data", "data") : options.data();
    JournalSettings settings = settings(options);
    try {
      this.journal = Journal.open(Path.of(data, "spool"), settings);
    } catch (IOException e) {
      // The container tells this with a trace; the log has it as the sentence that it is.
      Journal.LOG.error("{}", e.getMessage());
      refuse(e);
      throw e;
    }
  }

  /** Without a spool there is no server: the process ends where it is the server. */
  private static void refuse(IOException cause) {
    System.err.println("ostler: " + cause.getMessage());
    if (Boolean.getBoolean("ostler.exit")) {
      // The exit stops the framework, which waits for the thread that starts this bundle.
      Thread.ofPlatform().name("refusal").start(() -> System.exit(TEMPORARY));
    }
  }

  private static JournalSettings settings(Options options) {
    return new JournalSettings(
        options.segmentSize(),
        options.inlineLimit(),
        options.memory(),
        options.reserve(),
        options.preallocation(),
        options.checkpointSize(),
        Duration.ofSeconds(options.checkpointSeconds()),
        options.salvage() || Boolean.getBoolean("ostler.journal.salvage"));
  }

  @Deactivate
  void close() throws IOException {
    journal.close();
  }

  @Override
  public Draft begin(QueueId id) throws IOException {
    return journal.begin(id);
  }

  @Override
  public List<QueueId> ids() {
    return journal.ids();
  }

  @Override
  public StoredMessage open(QueueId id) throws IOException {
    return journal.open(id);
  }

  @Override
  public void note(QueueId id, byte[] note) throws IOException {
    journal.note(id, note);
  }

  @Override
  public void replace(QueueId id, byte[] head) throws IOException {
    journal.replace(id, head);
  }

  @Override
  public void remove(QueueId id) throws IOException {
    journal.remove(id);
  }
}
