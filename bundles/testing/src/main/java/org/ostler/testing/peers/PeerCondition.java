// SPDX-License-Identifier: Apache-2.0
package org.ostler.testing.peers;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Judges {@link RequiresPeer}. */
final class PeerCondition implements ExecutionCondition {
  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    List<String> missing =
        context
            .getElement()
            .flatMap(e -> AnnotationSupport.findAnnotation(e, RequiresPeer.class))
            .map(peer -> Arrays.stream(peer.value()).filter(p -> !Peers.present(p)).toList())
            .orElse(List.of());
    if (missing.isEmpty()) {
      return ConditionEvaluationResult.enabled("its peers are here");
    }
    String reason = "not on this machine: " + String.join(", ", missing);
    if (Peers.required()) {
      throw new IllegalStateException(reason + ", and OSTLER_PEERS_REQUIRED is set");
    }
    return ConditionEvaluationResult.disabled(reason);
  }
}
