// SPDX-License-Identifier: Apache-2.0
package org.ostler.ocsp;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.ostler.api.list.ListItems;
import org.ostler.ocsp.OcspResponse.Unreadable;

/**
 * The OCSP responses of one file, as it was at one moment. Immutable.
 *
 * @param responses in the order of the file
 */
record StapleFile(Stamp stamp, List<OcspResponse> responses) {
  private static final int LIMIT = 16 * OcspResponse.LIMIT;

  private static final Pattern BLOCK =
      Pattern.compile(
          "-----BEGIN OCSP RESPONSE-----\\s([A-Za-z0-9+/=\\s]*+)-----END OCSP RESPONSE-----");

  /** What tells one content of a file from another. */
  record Stamp(@Nullable Object inode, FileTime modified, long size) {
    static Stamp of(Path path) throws IOException {
      BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
      return new Stamp(attributes.fileKey(), attributes.lastModifiedTime(), attributes.size());
    }
  }

  /**
   * An item of {@code tls_ocsp_file}.
   *
   * @param path a file with OCSP responses; empty for none
   * @param isPem whether it is PEM, which may hold several, rather than DER, which holds one
   */
  record Item(Path path, boolean isPem) {
    private static final String PEM = "PEM ";
    private static final String DER = "DER ";

    /** Reads the list; a prefix {@code PEM } or {@code DER } holds for the items behind it too. */
    static List<Item> list(String list) {
      List<Item> items = new ArrayList<>();
      boolean isPem = false;
      for (String item : ListItems.of(list)) {
        String path = item;
        if (item.startsWith(PEM) || item.startsWith(DER)) {
          isPem = item.startsWith(PEM);
          path = item.substring(PEM.length()).strip();
        }
        items.add(new Item(Path.of(path), isPem));
      }
      return items;
    }
  }

  /**
   * Reads a file.
   *
   * @throws Unreadable when it does not hold what the item says
   */
  static StapleFile read(Item item) throws IOException, Unreadable {
    Stamp stamp = Stamp.of(item.path());
    byte[] octets;
    try (InputStream in = Files.newInputStream(item.path())) {
      octets = in.readNBytes(LIMIT + 1);
    }
    if (octets.length > LIMIT) {
      throw new Unreadable("more than " + LIMIT + " octets");
    }
    List<OcspResponse> responses =
        item.isPem() ? fromPem(octets) : List.of(OcspResponse.read(octets));
    return new StapleFile(stamp, responses);
  }

  // RFC 7468 §2, with the label of GnuTLS and OpenSSL. Text between the blocks is comment.
  private static List<OcspResponse> fromPem(byte[] octets) throws Unreadable {
    Matcher blocks = BLOCK.matcher(new String(octets, StandardCharsets.ISO_8859_1));
    List<OcspResponse> responses = new ArrayList<>();
    while (blocks.find()) {
      try {
        responses.add(OcspResponse.read(Base64.getMimeDecoder().decode(blocks.group(1))));
      } catch (IllegalArgumentException e) {
        throw new Unreadable("parse error: " + e.getMessage());
      }
    }
    if (responses.isEmpty()) {
      throw new Unreadable("no OCSP RESPONSE in PEM");
    }
    return List.copyOf(responses);
  }
}
