// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.mail;

import org.jspecify.annotations.Nullable;

/**
 * What {@code control =} and the command line ask for one message. Confined to the message's
 * thread.
 */
public final class Controls {
  /** {@code control = freeze}. */
  public boolean freeze;

  /** {@code freeze/no_tell}. */
  public boolean freezeQuietly;

  /** {@code control = queue}: no immediate delivery. */
  public boolean queueOnly;

  /** Why, for the log; empty when nobody has to be told. */
  public String queuedBecause = "";

  /** The reason that {@code control = queue} gives. */
  public static final String QUEUED_BY_ACL = "queued by ACL";

  /** {@code -odb}, {@code -odi}: at once, whatever {@code queue_only} says. */
  public boolean deliverNow;

  /** {@code queue/first_pass_route}, {@code -odqs}: only local deliveries are made at once. */
  public boolean queueRouteFirst;

  /** {@code control = fakereject}: the reply's text, null when not asked for. */
  public @Nullable String fakeReject;

  /** {@code control = fakedefer}: the reply's text, null when not asked for. */
  public @Nullable String fakeDefer;

  /** {@code control = cutthrough_delivery}. */
  public boolean cutthrough;

  /** {@code cutthrough_delivery/defer=pass}. */
  public boolean cutthroughPassesDeferral;

  /** {@code control = submission} or local mail: fields are completed. */
  public boolean submission;

  public boolean submissionSenderRetain;
  public @Nullable String submissionDomain;
  public @Nullable String submissionName;

  /** {@code control = suppress_local_fixups}. */
  public boolean suppressLocalFixups;

  /** {@code control = caseful_local_part}. */
  public boolean casefulLocalPart;

  /** {@code control = wellknown}: the reply's lines, null when none was asked for. */
  public @Nullable String wellKnown;

  /** {@code control = no_mbox_unspool}: what scanners were shown stays in {@code scan}. */
  public boolean keepScanned;

  /** {@code control = utf8_downconvert}. */
  public Downconversion downconversion = Downconversion.NEVER;

  /** {@code control = no_delay_flush}. */
  public boolean noDelayFlush;

  /** {@code control = no_callout_flush}. */
  public boolean noCalloutFlush;

  /** {@code -N}: no transport is called; what it would have done counts as done. */
  public boolean suppressed;

  /** {@code -oB}: messages over one connection; -1 where the transport decides. */
  public int messagesPerConnection = -1;
}
