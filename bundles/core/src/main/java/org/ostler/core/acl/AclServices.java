// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.acl;

import org.ostler.core.log.Log;
import org.ostler.language.expansion.Environment;
import org.ostler.language.option.ValueCompiler;

/**
 * What lists need from the house around them.
 *
 * @param compiler makes expansions and lists
 * @param environment of the language: resolver, clock, advice
 * @param words of features
 * @param verifier routes addresses, and calls out
 * @param log where they write
 * @param hints what {@code ratelimit} and {@code seen} remember
 * @param delays imposes {@code delay}
 * @param trace hears what happens
 */
public record AclServices(
    ValueCompiler compiler,
    Environment environment,
    AclWords words,
    AddressVerifier verifier,
    Log log,
    Hints hints,
    Delays delays,
    HostTrace trace) {}
