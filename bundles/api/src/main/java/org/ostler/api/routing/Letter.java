// SPDX-License-Identifier: Apache-2.0
package org.ostler.api.routing;

import org.jspecify.annotations.Nullable;

/**
 * A message that answers the one in hand, as a user's filter asks for it. All texts are finished;
 * null stands for what was not said.
 *
 * @param to address lists as they go into the header fields
 * @param headers further header fields, one a line
 * @param text the beginning of the body
 * @param file whose content follows the text
 * @param expandFile whether the lines of the file are expanded
 * @param log a file that hears of each letter
 * @param once the file that remembers who was answered
 * @param onceRepeat after how many seconds somebody is answered again; 0 for never
 * @param returnMessage whether the message in hand follows
 */
public record Letter(
    String to,
    @Nullable String cc,
    @Nullable String bcc,
    @Nullable String from,
    @Nullable String replyTo,
    @Nullable String subject,
    @Nullable String headers,
    @Nullable String text,
    @Nullable String file,
    boolean expandFile,
    @Nullable String log,
    @Nullable String once,
    int onceRepeat,
    boolean returnMessage) {}
