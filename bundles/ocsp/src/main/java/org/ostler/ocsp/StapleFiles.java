// SPDX-License-Identifier: Apache-2.0
package org.ostler.ocsp;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.ostler.ocsp.OcspResponse.Single;
import org.ostler.ocsp.OcspResponse.Unreadable;
import org.ostler.ocsp.StapleFile.Stamp;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Proofs from files, each for the certificate of a chain that it is about. A file is looked at for
 * each connection and read when it has changed. What is wrong with a file is logged once for each
 * of its contents. Safe for many threads.
 */
final class StapleFiles {
  private static final Logger LOG = LoggerFactory.getLogger(StapleFiles.class);

  /** More files than certificates are a mistake, such as names that clients choose. */
  private static final int LIMIT = 1000;

  /** The signer's certificate may end before what it signed. */
  private static final Duration VERIFIED_ANEW = Duration.ofHours(1);

  private final InstantSource clock;
  private final Map<StapleFile.Item, Known> known = new ConcurrentHashMap<>();
  private final Map<StapleFile.Item, String> complaints = new ConcurrentHashMap<>();

  StapleFiles(InstantSource clock) {
    this.clock = clock;
  }

  /** The responses of a file that are good to send now, by their place in the chain. */
  Map<Integer, byte[]> staples(StapleFile.Item item, List<X509Certificate> chain) {
    try {
      return current(item, placed(item, chain));
    } catch (NoSuchFileException e) {
      complain(item, "no such file");
    } catch (IOException e) {
      complain(item, e.toString());
    } catch (Unreadable e) {
      complain(item, String.valueOf(e.getMessage()));
    }
    return Map.of();
  }

  private Known placed(StapleFile.Item item, List<X509Certificate> chain)
      throws IOException, Unreadable {
    Known before = known.get(item);
    if (before != null && before.file.stamp().equals(Stamp.of(item.path()))) {
      if (before.chain.equals(chain)
          && before.verified.plus(VERIFIED_ANEW).isAfter(clock.instant())) {
        return before;
      }
      return remember(item, Known.of(before.file, chain, clock.instant()));
    }
    return remember(item, Known.of(StapleFile.read(item), chain, clock.instant()));
  }

  private Known remember(StapleFile.Item item, Known now) {
    if (known.size() >= LIMIT) {
      known.clear();
      complaints.clear();
    }
    known.put(item, now);
    if (now.objection == null) {
      complaints.remove(item);
    } else {
      complain(item, now.objection);
    }
    return now;
  }

  private Map<Integer, byte[]> current(StapleFile.Item item, Known placed) {
    Instant now = clock.instant();
    Map<Integer, byte[]> staples = new LinkedHashMap<>();
    placed.places.forEach(
        (place, proof) -> {
          String untimely = untimely(proof.about, now);
          if (untimely == null) {
            staples.put(place, proof.response.encoded());
          } else {
            complain(item, untimely);
          }
        });
    return staples;
  }

  // What Exim does not serve: RFC 6066 §8 leaves it open, and clients refuse what is out of date.
  private static @Nullable String untimely(Single about, Instant now) {
    if (about.nextUpdate() == null) {
      return "without next update";
    }
    return about.nextUpdate().isBefore(now)
        ? "expired at " + about.nextUpdate()
        : ResponseVerifier.untimely(about, now);
  }

  private void complain(StapleFile.Item item, String what) {
    if (!what.equals(complaints.put(item, what))) {
      LOG.warn("OCSP proof in {} ignored: {}", item.path(), what);
    }
  }

  private record Proof(OcspResponse response, Single about) {}

  /** A file's responses at their places in one chain, and what is wrong with the others. */
  private record Known(
      StapleFile file,
      List<X509Certificate> chain,
      Map<Integer, Proof> places,
      Instant verified,
      @Nullable String objection) {
    static Known of(StapleFile file, List<X509Certificate> chain, Instant now) {
      Map<Integer, Proof> places = new LinkedHashMap<>();
      String objection = null;
      for (OcspResponse response : file.responses()) {
        String wrong = place(response, chain, places, now);
        objection = wrong == null ? objection : wrong;
      }
      return new Known(file, List.copyOf(chain), places, now, objection);
    }

    private static @Nullable String place(
        OcspResponse response,
        List<X509Certificate> chain,
        Map<Integer, Proof> places,
        Instant now) {
      for (int place = 0; place < chain.size(); place++) {
        Subject subject = Subject.at(place, chain);
        Single about = response.about(subject);
        if (about == null) {
          continue;
        }
        // Where the chain ends before the issuer, only clients can verify what it signed.
        if (subject.issuer() != null) {
          String objection = ResponseSigner.objection(response, subject.issuer(), now);
          if (objection != null) {
            return objection;
          }
        }
        places.putIfAbsent(place, new Proof(response, about));
        return null;
      }
      return "for another certificate";
    }
  }
}
