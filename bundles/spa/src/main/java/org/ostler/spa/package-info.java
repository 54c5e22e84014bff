// SPDX-License-Identifier: Apache-2.0
/**
 * Authentication by NTLM ([MS-NLMP]), as Exim's {@code spa} does it. The component translates
 * between the language and the messages; {@link org.ostler.spa.NtlmResponse} is the algorithm.
 */
@NullMarked
package org.ostler.spa;

import org.jspecify.annotations.NullMarked;
