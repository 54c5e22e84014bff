// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.contribution;

/** What features contribute, and how they are called. */
public record Features(Contributions contributions, Guard guard) {}
