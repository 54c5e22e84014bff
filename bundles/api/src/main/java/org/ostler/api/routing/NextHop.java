// SPDX-License-Identifier: Apache-2.0
package org.ostler.api.routing;

import org.jspecify.annotations.Nullable;

/**
 * A host to try. Hosts are tried in list order; equal preferences have been shuffled already.
 *
 * @param name the host's name, or its address in brackets
 * @param address the IP address as text, or null when the transport must look it up
 * @param port 0 for the transport's own
 * @param preference the MX preference, or -1 when there was none
 * @param secure whether the DNS answers were DNSSEC-validated
 */
public record NextHop(
    String name, @Nullable String address, int port, int preference, boolean secure) {}
