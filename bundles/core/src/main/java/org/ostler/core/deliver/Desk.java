// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.deliver;

import java.time.InstantSource;
import java.util.function.Supplier;
import org.ostler.core.log.Log;
import org.ostler.core.queue.MessageQueue;
import org.ostler.core.report.Reports;
import org.ostler.core.retry.RetryHints;

/**
 * What every delivery works with.
 *
 * @param queue gives and takes back messages
 * @param policy the configuration in force
 * @param hints retry times
 * @param reports writes to those whose mail fails
 * @param log the main log
 * @param clock for times
 */
public record Desk(
    MessageQueue queue,
    Supplier<Policy> policy,
    RetryHints hints,
    Reports reports,
    Log log,
    InstantSource clock) {}
