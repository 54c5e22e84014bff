// SPDX-License-Identifier: Apache-2.0
package org.ostler.api.tls;

/**
 * A certificate and its key. Files are read anew when they have changed.
 *
 * @param certificate a PEM file: the certificate, then those that lead to its issuer
 * @param privateKey a PEM file with the key, which may be the same
 */
public record KeyFiles(String certificate, String privateKey) {}
