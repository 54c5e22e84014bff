// SPDX-License-Identifier: Apache-2.0
/** Tests of the configuration reader, judged by Exim. */
@NullMarked
package org.ostler.language.config;

import org.jspecify.annotations.NullMarked;
