// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.route;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;

/** One SRV record (RFC 2782). */
record ServiceRecord(int priority, int weight, int port, String host) {
  /** Reads {@code priority weight port host}, as resolvers give it. */
  static ServiceRecord parse(String text) {
    String[] words = text.strip().split("\\s+", 4);
    return new ServiceRecord(
        Integer.parseInt(words[0]),
        Integer.parseInt(words[1]),
        Integer.parseInt(words[2]),
        words.length > 3 ? words[3] : "");
  }

  /** By priority, and within one by weighted chance: those of weight 0 come last, mostly. */
  static List<ServiceRecord> inOrder(List<ServiceRecord> records, RandomGenerator random) {
    List<ServiceRecord> left = new ArrayList<>(records);
    left.sort(
        Comparator.comparingInt(ServiceRecord::priority).thenComparingInt(ServiceRecord::weight));
    List<ServiceRecord> order = new ArrayList<>();
    while (!left.isEmpty()) {
      int priority = left.getFirst().priority;
      int end = 0;
      long sum = 0;
      while (end < left.size() && left.get(end).priority == priority) {
        sum += left.get(end++).weight;
      }
      long chosen = random.nextLong(sum + 1);
      int at = 0;
      for (long running = left.getFirst().weight; running < chosen; ) {
        running += left.get(++at).weight;
      }
      order.add(left.remove(at));
    }
    return order;
  }
}
