// SPDX-License-Identifier: Apache-2.0
package org.ostler.api.acl;

import org.osgi.annotation.versioning.ProviderType;
import org.ostler.api.mail.MailView;

/** The mail in hand while an access control list runs. */
@ProviderType
public interface AclView extends MailView {
  /** The list that runs. */
  Phase phase();
}
