// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.receive;

/**
 * What a message may be.
 *
 * @param messageSize {@code message_size_limit}, 0 for none
 * @param headerSize {@code header_maxsize}
 * @param headerLine {@code header_line_maxsize}, 0 for none
 * @param receivedFields {@code received_headers_max}
 * @param visible {@code message_body_visible}
 */
public record Limits(
    long messageSize, int headerSize, int headerLine, int receivedFields, int visible) {}
