// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.contribution;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.ostler.core.log.Log;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one place where a feature's bug is caught: it becomes a deferral that names the feature, and
 * the log has the trace. Safe for many threads.
 */
public final class Guard {
  private static final Logger LOG = LoggerFactory.getLogger(Guard.class);

  private final Log log;

  public Guard(Log log) {
    this.log = log;
  }

  /**
   * Calls a contribution under a lease.
   *
   * @param registry where it is
   * @param name its name
   * @param call what to do with it
   * @param deferral makes the answer from a sentence when it is away or throws
   */
  public <T, R extends @Nullable Object> R call(
      Registry<T> registry, String name, Call<T, R> call, Function<String, R> deferral)
      throws InterruptedException {
    String feature = name;
    try (Registry.Lease<T> lease = registry.borrow(name)) {
      feature = lease.feature();
      return call.with(lease);
    } catch (Absent absent) {
      return deferral.apply(absent.text());
    } catch (RuntimeException | LinkageError | StackOverflowError bug) {
      LOG.error("the feature {} failed at {}", feature, name, bug);
      String sentence = "the feature " + feature + " failed at " + name + ": " + bug;
      log.panic(null, sentence);
      return deferral.apply(sentence);
    }
  }

  /** What is done with a borrowed contribution. */
  @FunctionalInterface
  public interface Call<T, R extends @Nullable Object> {
    R with(Registry.Lease<T> lease) throws InterruptedException;
  }
}
