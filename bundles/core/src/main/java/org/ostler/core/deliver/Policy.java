// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.deliver;

import java.util.Map;
import org.ostler.api.option.Settings;
import org.ostler.core.mail.Situation;
import org.ostler.core.retry.RetryRules;
import org.ostler.core.route.RouterChain;

/**
 * The configuration snapshot that one attempt at delivery holds from its start to its end.
 *
 * @param main the main part
 * @param routers the routers
 * @param transports the transports by name
 * @param retry the retry section
 * @param variables reads variables in expansions
 */
public record Policy(
    Settings main,
    RouterChain routers,
    Map<String, Transport> transports,
    RetryRules retry,
    Situation.Variables variables) {}
