// SPDX-License-Identifier: Apache-2.0
package org.ostler.api.expansion;

import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ConsumerType;
import org.ostler.api.mail.MailView;
import org.ostler.api.text.Text;

/**
 * A method by which mail is authenticated, with its part of an Authentication-Results header field
 * (RFC 8601 §2.2): <code>${authresults{host}}</code> asks all of them. Called from many threads.
 */
@ConsumerType
public interface AuthenticationMethod {
  /** The method's name (RFC 8601 §2.7), such as {@code spf}. */
  String name();

  /**
   * What the method found, such as {@code spf=pass smtp.mailfrom=example.org}; null when the mail
   * was not checked by it. It checks nothing by itself.
   */
  @Nullable Text result(MailView mail) throws InterruptedException;
}
