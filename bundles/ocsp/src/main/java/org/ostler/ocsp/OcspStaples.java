// SPDX-License-Identifier: Apache-2.0
package org.ostler.ocsp;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.ostler.api.expansion.Expandable;
import org.ostler.api.expansion.Expansion;
import org.ostler.api.mail.MailView;
import org.ostler.api.text.Taint;
import org.ostler.api.text.Text;
import org.ostler.api.tls.StapleSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Proofs for our server's certificates: those of {@code tls_ocsp_file}, and with {@code
 * tls_ocsp_fetch} those that are fetched where the files have none.
 */
@Component(service = StapleSource.class)
public final class OcspStaples implements StapleSource {
  private static final Logger LOG = LoggerFactory.getLogger(OcspStaples.class);

  private final StapleFiles files;
  private final FetchedStaples fetched;

  /** Keeps what it fetches in the data directory. */
  @Activate
  public OcspStaples() {
    this(Path.of(System.getProperty("ostler.data", "data"), "ocsp"), InstantSource.system());
  }

  OcspStaples(Path directory, InstantSource clock) {
    this.files = new StapleFiles(clock);
    this.fetched = new FetchedStaples(directory, clock, new SecureRandom());
  }

  @Override
  public Map<Integer, byte[]> staples(
      List<X509Certificate> chain, int position, MailView connection) throws InterruptedException {
    Map<Integer, byte[]> staples = fromFile(chain, position, connection);
    if (staples.containsKey(0) || !connection.settings().value(OcspOptions.FETCH)) {
      return staples;
    }
    byte[] staple = fetched.staple(chain);
    return staple == null ? Map.of() : Map.of(0, staple);
  }

  private Map<Integer, byte[]> fromFile(
      List<X509Certificate> chain, int position, MailView connection) throws InterruptedException {
    Expandable option = connection.settings().find(OcspOptions.FILE).orElse(null);
    if (option == null) {
      return Map.of();
    }
    Text list = list(option, connection);
    try {
      List<StapleFile.Item> items = StapleFile.Item.list(list.value());
      if (position >= items.size() || items.get(position).path().toString().isEmpty()) {
        return Map.of();
      }
      return files.staples(items.get(position), chain);
    } catch (InvalidPathException e) {
      LOG.warn("tls_ocsp_file: {}", e.getMessage());
      return Map.of();
    }
  }

  private static Text list(Expandable option, MailView connection) throws InterruptedException {
    switch (option.expand(connection)) {
      case Expansion.Value(Text text) -> {
        Taint taint = text.taint();
        if (taint == null) {
          return text;
        }
        LOG.warn(
            "Tainted '{}' (file name for tls_ocsp_file) not permitted: it came from {}",
            text.value(),
            taint.origin());
      }
      case Expansion.ForcedFailure _ -> {}
      case Expansion.Failed(String message) -> LOG.warn("tls_ocsp_file: {}", message);
      case Expansion.Deferred(String message) -> LOG.warn("tls_ocsp_file: {}", message);
      default -> LOG.warn("tls_ocsp_file did not expand");
    }
    return Text.EMPTY;
  }

  /** Ends what is being fetched. */
  @Deactivate
  public void close() {
    fetched.close();
  }
}
