// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.mail;

/**
 * A domain that routing found to be called otherwise.
 *
 * @param from the name as it was, in lower case
 * @param to what it is called
 */
public record DomainChange(String from, String to) {}
