// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.octets;

import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Addresses signed by Bounce Address Tag Validation's simple private signature. */
public final class Prvs {
  private static final Pattern SIGNED =
      Pattern.compile(
          "^prvs=([0-9])([0-9]{3})([A-F0-9]{6})=(.+)@(.+)$",
          Pattern.CASE_INSENSITIVE | Pattern.UNIX_LINES);

  private static final int DAYS_VALID = 7;
  private static final int WRAP = 1000;

  /** RFC 2104 §2: a block of SHA-1; longer ones, which would be digested first, are not taken. */
  public static final int LONGEST_SECRET = 64;

  private Prvs() {}

  /** A signed address taken apart. */
  public record Signed(
      String keyNumber, String day, String digest, String localPart, String domain) {
    /** The address that was signed. */
    public String address() {
      return localPart + "@" + domain;
    }
  }

  /**
   * The number of the day, of three digits, that a signature made at a time has without its
   * validity.
   */
  public static int day(Instant now) {
    return (int) (now.getEpochSecond() / 86400 % WRAP);
  }

  /** The address signed so that it is valid for a week; null when the secret is too long. */
  public static @Nullable String sign(String address, String secret, String keyNumber, int today) {
    if (secret.length() > LONGEST_SECRET) {
      return null;
    }
    String day = String.format("%03d", (today + DAYS_VALID) % WRAP);
    return "prvs=" + keyNumber + day + digest(address, secret, keyNumber, day) + "=" + address;
  }

  private static String digest(String address, String secret, String keyNumber, String day) {
    String whole = Hashing.hmac("sha1", secret, keyNumber + day + address);
    return whole == null ? "" : whole.substring(0, 6);
  }

  /** Takes a signed address apart; null when it is none. */
  public static @Nullable Signed parse(String text) {
    Matcher matcher = SIGNED.matcher(text);
    return matcher.find()
        ? new Signed(
            matcher.group(1),
            matcher.group(2),
            matcher.group(3),
            matcher.group(4),
            matcher.group(5))
        : null;
  }

  /** Whether the signature is ours and not expired. */
  public static boolean verify(Signed signed, String secret, int today) {
    String own = digest(signed.address(), secret, signed.keyNumber(), signed.day());
    if (!own.equalsIgnoreCase(signed.digest())) {
      return false;
    }
    int expires = Integer.parseInt(signed.day());
    // Day numbers start again after 999.
    if (expires < DAYS_VALID && today >= WRAP - DAYS_VALID) {
      expires += WRAP;
    }
    return expires >= today;
  }
}
