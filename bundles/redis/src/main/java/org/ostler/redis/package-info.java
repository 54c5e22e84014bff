// SPDX-License-Identifier: Apache-2.0
/**
 * Lookups in Redis servers. A query is a command of Redis; {@link org.ostler.redis.RedisLookup}
 * sends it to the first server of the list that answers.
 */
@NullMarked
package org.ostler.redis;

import org.jspecify.annotations.NullMarked;
