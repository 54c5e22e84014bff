// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.client;

import java.time.Duration;

/**
 * How a transaction is to be conducted with one host.
 *
 * @param lmtp LMTP instead of SMTP
 * @param ignoreQuota {@code lmtp_ignore_quota}
 * @param avoidPipelining {@code hosts_avoid_pipelining} matched
 * @param chunking {@code hosts_try_chunking} matched
 */
record Manner(
    boolean lmtp,
    boolean ignoreQuota,
    boolean avoidPipelining,
    boolean chunking,
    Duration commandTimeout,
    Duration dataTimeout,
    Duration finalTimeout) {}
