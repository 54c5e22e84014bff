// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.transport;

import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;
import org.ostler.api.expansion.Expandable;
import org.ostler.api.option.InvalidArgument;
import org.ostler.api.option.Option;
import org.ostler.api.option.Settings;
import org.ostler.api.transport.TransportDriver;

/** The autoreply transport driver: answers a message with another (RFC 3834). */
public final class ReplyTransport implements TransportDriver {
  private final MailSubmitter submitter;
  private final Function<String, Expandable> compiler;
  private final Function<String, Expandable> usersCompiler;
  private final InstantSource clock;

  /**
   * {@code compiler} compiles the lines of files with {@code file_expand}, {@code usersCompiler}
   * those of users' files, which may do nothing with the server's rights.
   */
  public ReplyTransport(
      MailSubmitter submitter,
      Function<String, Expandable> compiler,
      Function<String, Expandable> usersCompiler,
      InstantSource clock) {
    this.submitter = submitter;
    this.compiler = compiler;
    this.usersCompiler = usersCompiler;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "autoreply";
  }

  @Override
  public List<Option<?>> options() {
    return ReplyOptions.all();
  }

  @Override
  public Prepared prepare(Settings settings) throws InvalidArgument {
    if (settings.isSet(ReplyOptions.ONCE_REPEAT) && !settings.isSet(ReplyOptions.ONCE)) {
      throw new InvalidArgument("once_repeat needs once, the file that remembers");
    }
    return new ReplyDelivery(settings, submitter, compiler, usersCompiler, clock);
  }
}
