// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.command;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.ostler.api.command.Command;
import org.ostler.api.command.Invocation;
import org.ostler.api.expansion.Expandable;
import org.ostler.api.mail.HeaderField;
import org.ostler.api.mail.Recipient;
import org.ostler.api.text.Text;
import org.ostler.core.filter.BadFilter;
import org.ostler.core.filter.Filter;
import org.ostler.core.filter.FilterFacts;
import org.ostler.core.filter.FilterResult;
import org.ostler.core.filter.FilterRun;
import org.ostler.core.filter.FilterTerms;
import org.ostler.core.filter.sieve.SieveScript;
import org.ostler.core.mail.Address;
import org.ostler.core.mail.Connection;
import org.ostler.core.mail.Message;
import org.ostler.core.mail.Situation;
import org.ostler.core.policy.Policy;
import org.ostler.core.policy.PolicySource;
import org.ostler.core.queue.QueueIds;
import org.ostler.core.receive.Assembler;
import org.ostler.core.receive.Fixups;
import org.ostler.core.receive.HeaderBudget;
import org.ostler.core.receive.LineDecoder;
import org.ostler.core.rewrite.Rewriter;
import org.ostler.core.rewrite.Rewriting;
import org.ostler.core.route.ForwardFileReport;
import org.ostler.core.route.Users;
import org.ostler.language.expansion.ExpansionCompiler;
import org.ostler.language.expansion.Privilege;

/**
 * {@code -bf} and {@code -bF}: tells what a user's filter or the system filter would do with the
 * message on standard input, and does nothing. Whoever tests a filter runs it with rights of their
 * own, so that its strings may do what they like.
 */
public final class FilterTestCommand implements Command {
  private final PolicySource policies;

  public FilterTestCommand(PolicySource policies) {
    this.policies = policies;
  }

  @Override
  public List<String> words() {
    return List.of("-bf");
  }

  @Override
  public int run(Invocation invocation) throws InterruptedException {
    Console console = new Console(invocation);
    try {
      FilterTestWords words =
          FilterTestWords.read(invocation.arguments().subList(1, invocation.arguments().size()));
      Map<String, String> files = files(words, invocation.directory());
      Policy policy = policies.current(console::complain);
      if (policy == null) {
        return Exit.FAILED;
      }
      return test(words, files, policy, invocation, console) ? Exit.OK : Exit.FAILED;
    } catch (WrongWords wrong) {
      console.complain("ostler: " + wrong.getMessage());
      return Exit.FAILED;
    } catch (LocalReception.Refused refused) {
      console.complain("ostler: " + refused.getMessage());
      return Exit.FAILED;
    } catch (IOException trouble) {
      console.complain("ostler: " + trouble.getMessage());
      return Exit.FAILED;
    } finally {
      console.flush();
    }
  }

  /** The texts of the filters, by option, the system filter first. */
  private static Map<String, String> files(FilterTestWords words, Path directory)
      throws WrongWords {
    Map<String, String> files = new TreeMap<>();
    for (String option : List.of("-bF", "-bf")) {
      String name = words.value(option);
      if (name == null) {
        continue;
      }
      try {
        files.put(option, Files.readString(directory.resolve(name), StandardCharsets.ISO_8859_1));
      } catch (IOException trouble) {
        String why =
            Files.exists(directory.resolve(name))
                ? trouble.getMessage()
                : "No such file or directory";
        throw new WrongWords("failed to open " + name + ": " + why);
      }
    }
    if (files.isEmpty()) {
      throw new WrongWords("file name expected after -bf");
    }
    return files;
  }

  private static boolean test(
      FilterTestWords words,
      Map<String, String> files,
      Policy policy,
      Invocation invocation,
      Console console)
      throws IOException, InterruptedException, LocalReception.Refused, WrongWords {
    Instant now = Instant.now();
    Connection peer = Origin.NONE.connection(invocation.user(), now);
    Message message = new Message(now);
    message.queueId(
        new QueueIds(InstantSource.fixed(now), List.of(), ProcessHandle.current().pid()).next());
    Situation base = policy.situation(peer, message);
    BufferedInputStream in = new BufferedInputStream(invocation.input());
    String fromLine = new FromLine(base, console::complain).take(in);
    new Envelope(base, mail(words), invocation.user()).fill(fromLine);
    if (fromLine != null && words.sender() == null) {
      console.line("Sender taken from \"From \" line");
    }
    Address address = recipient(words, base, invocation.user(), policy);
    message.recipients().add(address.recipient());
    String returnPath = read(in, base, policy.rewriter(), console);
    address.errorsTo = returnPath;
    if (returnPath == null) {
      console.line("Return-path copied from sender");
    } else {
      console.line("Return-path taken from \"Return-path:\" header line");
      console.line("Return-path = " + (returnPath.isEmpty() ? "<>" : returnPath));
    }
    String sender = String.valueOf(base.variable("sender_address"));
    console.line("Sender      = " + (sender.isEmpty() ? "<>" : sender));
    console.line("Recipient   = " + address.address());
    told(console, "Prefix    = ", address.prefix);
    told(console, "Suffix    = ", address.suffix);
    for (Map.Entry<String, String> file : files.entrySet()) {
      boolean system = file.getKey().equals("-bF");
      String name = String.valueOf(words.value(file.getKey()));
      if (!filter(system, name, file.getValue(), policy, base.with(address), words, console)) {
        return false;
      }
    }
    return true;
  }

  private static void told(Console console, String what, String value) {
    if (!value.isEmpty()) {
      console.line(what + value);
    }
  }

  private static LocalMail mail(FilterTestWords words) {
    return new LocalMail(
        List.of(),
        false,
        words.sender(),
        null,
        false,
        LocalMail.Manner.USUAL,
        false,
        false,
        Origin.NONE);
  }

  private static Address recipient(
      FilterTestWords words, Situation base, String user, Policy policy)
      throws IOException, InterruptedException {
    Text qualify = base.variable("qualify_domain");
    String domain = words.value("-bfd", qualify == null ? "" : qualify.value());
    String local = words.value("-bfl", user);
    String prefix = words.value("-bfp", "");
    String suffix = words.value("-bfs", "");
    Address address = Address.of(new Recipient(prefix + local + suffix + "@" + domain));
    address.prefix = prefix;
    address.suffix = suffix;
    address.localPart(local);
    Optional<Users.User> known = policy.routers().surroundings().users().find(user);
    address.home = known.map(Users.User::home).orElse(null);
    return address;
  }

  /** Reads the message; gives what its Return-path field says, null when it has none. */
  private static @Nullable String read(
      BufferedInputStream in, Situation base, Rewriter rewriter, Console console)
      throws IOException, InterruptedException {
    Message message = base.envelope();
    try (Assembler assembler =
        new Assembler(LocalLimits.of(base), HeaderBudget.HEAP, OutputStream.nullOutputStream())) {
      LocalReception.read(in, new LineDecoder(assembler, false, true), assembler);
      message.headerFields(assembler.fields());
      message.bodySize = assembler.bodySize();
      message.bodyLines = assembler.bodyLines();
      message.bodyZeros = assembler.bodyZeros();
      message.longestLine = assembler.longestLine();
      message.bodyStart = assembler.excerpt().start();
      message.bodyEnd = assembler.excerpt().end();
    }
    if (message.headerFields().isEmpty()) {
      console.line("Warning: no message headers read");
    }
    String returnPath = null;
    for (HeaderField field : message.headerFields()) {
      if (field.is("Return-path")) {
        String body = field.body().strip();
        boolean brackets = body.startsWith("<") && body.endsWith(">");
        returnPath = brackets ? body.substring(1, body.length() - 1) : body;
      }
    }
    message.measure();
    Fixups.apply(base);
    Rewriting.apply(rewriter, base, true, true);
    return returnPath;
  }

  /** A user's filter may do what its user may, but for looking who else gets the message. */
  private static Function<String, Expandable> compiler(boolean system, Policy policy) {
    ExpansionCompiler all = policy.expressions();
    return system ? all::compile : all.without(Set.of(Privilege.RECIPIENTS))::compile;
  }

  private static boolean filter(
      boolean system,
      String name,
      String text,
      Policy policy,
      Situation situation,
      FilterTestWords words,
      Console console)
      throws InterruptedException {
    if (!system && SieveScript.is(text)) {
      new SievePrinter(console, words.verbose()).test(name, text, situation, policy.rewriter());
      return true;
    }
    if (!system && !Filter.is(text)) {
      return new ForwardFileReport(console::line).test(name, text, situation);
    }
    console.line("Testing Exim filter file \"" + name + "\"");
    console.line("");
    FilterTerms terms = system ? FilterTerms.SYSTEM : FilterTerms.USER;
    FilterFacts facts = new FilterFacts(true, false, policy.rewriter());
    try {
      Filter filter = Filter.read(text, compiler(system, policy), terms);
      FilterResult result =
          new FilterRun(filter, situation, facts, new FilterPrinter(console, words.verbose()))
              .run();
      if (system) {
        System.arraycopy(
            situation.registers().numbers, 0, situation.envelope().systemNumbers, 0, 10);
      }
      console.line(
          switch (result) {
            case FilterResult.Done(var delivered) when delivered ->
                "Filtering set up at least one significant delivery or other action.\n"
                    + "No other deliveries will occur.";
            case FilterResult.Done _ ->
                "Filtering did not set up a significant delivery.\nNormal delivery will occur.";
            case FilterResult.Ended(var ending, var _) ->
                "Filtering ended by \"" + ending.word() + "\".";
          });
      return true;
    } catch (BadFilter bad) {
      console.line("Filter error: " + bad.message());
      return false;
    }
  }
}
