// SPDX-License-Identifier: Apache-2.0
/**
 * Keys looked up in LMDB files. {@link org.ostler.lmdb.LmdbFile} reads the file format by itself,
 * without native code; the component translates between it and the language.
 */
@NullMarked
package org.ostler.lmdb;

import org.jspecify.annotations.NullMarked;
