// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.server;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.ostler.api.command.Command;
import org.ostler.api.feature.FeatureCatalog;
import org.ostler.api.feature.WordsInUse;
import org.ostler.api.queue.Takeover;
import org.ostler.api.spool.Spool;
import org.ostler.core.contribution.Contributions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts and stops the house: the server when there is a spool, or the commands of a short-lived
 * one.
 */
@Component(service = Engine.class, immediate = true)
public final class Engine {
  private static final Logger LOG = LoggerFactory.getLogger(Engine.class);

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile @Nullable FeatureCatalog catalog;

  private final List<ServiceRegistration<?>> services = new CopyOnWriteArrayList<>();
  private final BundleContext context;
  private final Contributions contributions;
  private final CurrentResolver resolver;
  private final @Nullable Spool spool;
  private final Place place = Place.ofProperties();
  private volatile @Nullable AutoCloseable house;
  private volatile @Nullable FeatureChanges changes;
  private @Nullable Thread starting;

  /**
   * Without a spool only a short-lived server starts; a server waits for one, and is started anew
   * when it comes.
   */
  @Activate
  public Engine(
      BundleContext context,
      @Reference Ports ports,
      @Reference CurrentResolver resolver,
      @Reference(
              cardinality = ReferenceCardinality.OPTIONAL,
              policyOption = ReferencePolicyOption.GREEDY)
          @Nullable Spool spool) {
    this.context = context;
    this.contributions = ports.contributions();
    this.resolver = resolver;
    this.spool = spool;
  }

  /**
   * A server starts on a thread of its own: it may install features, and a container that starts
   * this bundle on the thread that would install them never came to it.
   */
  @Activate
  void start() {
    Spool there = spool;
    if (place.command()) {
      CommandHouse desk =
          new CommandHouse(place, version(), contributions, () -> catalog, resolver);
      house = desk;
      desk.commands().forEach(this::register);
    } else if (there == null) {
      LOG.debug("no spool, no server");
    } else {
      starting = Thread.ofPlatform().name("server-start").start(() -> serve(there));
    }
  }

  private String version() {
    return context.getBundle().getVersion().toString();
  }

  private void serve(Spool there) {
    try {
      MailServer server =
          new MailServer(place, version(), contributions, () -> catalog, resolver, there);
      house = server;
      server.commands().forEach(this::register);
      server.start();
      services.add(context.registerService(Takeover.class, server.takeover(), null));
      WordsInUse words = () -> server.policy().uses();
      services.add(context.registerService(WordsInUse.class, words, null));
      changes = FeatureChanges.tell(context, server.log());
    } catch (IOException e) {
      LOG.debug("the server does not start", e);
      Refusal.tell(e);
    } catch (RuntimeException e) {
      LOG.error("the server does not start", e);
      Refusal.tell(new IOException("the server cannot start: " + e + "; see the container's log"));
    }
  }

  private void register(Command command) {
    services.add(context.registerService(Command.class, command, null));
  }

  /** Stops: sessions end, deliveries finish their attempt, the logs are written. */
  @Deactivate
  public void close() throws Exception {
    Thread thread = starting;
    if (thread != null) {
      thread.join();
    }
    FeatureChanges telling = changes;
    if (telling != null) {
      telling.close();
    }
    services.forEach(ServiceRegistration::unregister);
    AutoCloseable running = house;
    if (running != null) {
      running.close();
    }
  }
}
