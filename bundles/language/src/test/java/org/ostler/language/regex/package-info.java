// SPDX-License-Identifier: Apache-2.0
/** Regular expressions held against PCRE. */
@NullMarked
package org.ostler.language.regex;

import org.jspecify.annotations.NullMarked;
