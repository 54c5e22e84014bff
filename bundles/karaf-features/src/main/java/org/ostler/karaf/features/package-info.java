// SPDX-License-Identifier: Apache-2.0
/**
 * Installs and removes features by Karaf's feature service: the one bundle beside the console that
 * knows Karaf.
 */
@NullMarked
package org.ostler.karaf.features;

import org.jspecify.annotations.NullMarked;
