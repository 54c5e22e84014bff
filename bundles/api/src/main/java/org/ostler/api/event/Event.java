// SPDX-License-Identifier: Apache-2.0
package org.ostler.api.event;

import org.osgi.annotation.versioning.ProviderType;
import org.ostler.api.option.Settings;

/** Something that happened, or is about to. A view that will grow. */
@ProviderType
public interface Event {
  /** The name in Exim's form, such as {@code msg:delivery}: words parted by colons. */
  String name();

  /** What the event carries: a reply, the text of an error; may be empty. */
  String data();

  /** The number of the error of a deferral ({@code Cause.number()}), 0 when there is none. */
  int errorNumber();

  /** The part of the configuration that the event belongs to: a transport's, or the main one. */
  Settings part();

  /** Whether what is about to happen is left when a sink objects. */
  boolean canBeVetoed();
}
