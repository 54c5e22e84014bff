// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.mail;

import org.jspecify.annotations.Nullable;

/**
 * What the log tells of the connection on which a host took an address or refused it.
 *
 * @param from our own end, as in {@code [192.0.2.1]:40000}; null where it has no address
 * @param proxy the SOCKS proxy on the way, as in {@code [192.0.2.9]:1080}; null when there is none
 * @param again whether the connection had served a message before
 * @param pipelined whether commands were sent before their replies were there
 * @param chunked whether the message went by BDAT
 */
public record SendingFacts(
    @Nullable String from,
    @Nullable String proxy,
    boolean again,
    boolean pipelined,
    boolean chunked) {}
