// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.route;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ostler.api.expansion.Expandable;
import org.ostler.api.expansion.Expansion;
import org.ostler.api.mail.Addressee;
import org.ostler.api.mail.MailView;
import org.ostler.api.option.Option;
import org.ostler.api.option.Settings;
import org.ostler.api.routing.Child;
import org.ostler.api.routing.RouterDriver;
import org.ostler.api.routing.Routing;
import org.ostler.api.text.Taint;
import org.ostler.api.text.Text;
import org.ostler.core.filter.Filter;
import org.ostler.core.filter.sieve.SieveScript;
import org.ostler.core.mail.Address;
import org.ostler.core.mail.AddressSyntax;
import org.ostler.core.mail.Situation;
import org.ostler.language.octets.MailboxReader;

/** A redirect router at work. */
record Redirection(
    Settings settings, Surroundings surroundings, FilterRouting filters, SieveRouting scripts)
    implements RouterDriver.Prepared {
  /** Why an address is unrouteable when no later router takes it. */
  private static final String NOTHING_LEFT = "syntax error in redirection data";

  private static final Set<String> NAMES_FILES = Set.of("file", "pipe", "include");

  @Override
  public Routing route(Addressee addressee, MailView mail) throws InterruptedException {
    boolean inline = settings.find(RedirectOptions.DATA).isPresent();
    Expandable source = settings.value(inline ? RedirectOptions.DATA : RedirectOptions.FILE);
    RouteTelling.interprets(source, inline);
    return switch (source.expand(mail)) {
      case Expansion.Value(var text) -> {
        RouteTelling.expanded(text);
        yield inline ? interpret(text, "data", addressee, mail) : fromFile(text, addressee, mail);
      }
      case Expansion.ForcedFailure(var _) -> new Routing.Decline("");
      case Expansion.Failed(var message) -> unexpanded(source, message);
      case Expansion.Deferred(var message) -> unexpanded(source, message);
    };
  }

  private static Routing unexpanded(Expandable source, String message) {
    return defer("failed to expand \"" + source.source() + "\": " + message);
  }

  private static Routing defer(String message) {
    return new Routing.Defer("", message, false);
  }

  private Routing fromFile(Text path, Addressee addressee, MailView mail)
      throws InterruptedException {
    String refusal = Router.refusal(path, "file name");
    if (refusal != null) {
      return defer(refusal);
    }
    return switch (new ForwardFile(settings, surroundings.users()).read(path.value(), addressee)) {
      case ForwardFile.Read.Data(var text) -> interpret(Text.of(text), "file", addressee, mail);
      case ForwardFile.Read.Absent() -> {
        RouteTelling.absent(path.value());
        yield new Routing.Decline("");
      }
      case ForwardFile.Read.Trouble(var message) -> defer(message);
    };
  }

  private Routing interpret(Text data, String source, Addressee addressee, MailView mail)
      throws InterruptedException {
    String text = data.value();
    String filter = filterKind(text);
    RouteTelling.data(text, filter);
    if (!filter.isEmpty()) {
      return filter(filter, data, addressee, mail);
    }
    Rules rules =
        new Rules(qualifyingDomain(addressee, mail), addressee, data.taint(), mail.settings());
    return switch (RedirectText.parse(text, rules)) {
      case RedirectText.Result.Nothing() -> new Routing.Decline("");
      case RedirectText.Result.Bad(var message) ->
          defer("error in redirect " + source + ": " + message);
      case RedirectText.Result.Fail(var message, var children) -> {
        String said = message.isEmpty() ? "forced failure" : message;
        if (children.isEmpty() || !(mail instanceof Situation now && now.delivering)) {
          yield new Routing.Fail(message, said);
        }
        List<Child> all = new ArrayList<>(children);
        all.add(new Child.Refused(said));
        yield new Routing.Redirect(withoutAncestors(rewritten(all, mail), addressee));
      }
      case RedirectText.Result.Defer(var message) ->
          new Routing.Defer(message, message.isEmpty() ? "forced defer" : message, false);
      case RedirectText.Result.Items(var children, var skipped, var thrownAway) -> {
        tell(skipped, !children.isEmpty(), mail);
        yield children.isEmpty() && !thrownAway
            ? new Routing.Decline(skipped.isEmpty() ? "" : NOTHING_LEFT)
            : new Routing.Redirect(withoutAncestors(rewritten(children, mail), addressee));
      }
    };
  }

  /** Which kind of filter the text is: "Exim", "Sieve", or empty for none. */
  static String filterKind(String text) {
    return Filter.is(text) ? "Exim" : SieveScript.is(text) ? "Sieve" : "";
  }

  private Routing wrong(String message) {
    String source = settings.find(RedirectOptions.DATA).isPresent() ? "data" : "file";
    return defer("error in filter " + source + ": " + message);
  }

  /** Never read as a plain list: its lines are no addresses. */
  private Routing filter(String kind, Text data, Addressee addressee, MailView mail)
      throws InterruptedException {
    if (!settings.value(FilterOptions.ALLOW_FILTER)) {
      return wrong("filtering not enabled");
    }
    boolean exim = kind.equals("Exim");
    if (settings.value(
        exim ? FilterOptions.FORBID_EXIM_FILTER : FilterOptions.FORBID_SIEVE_FILTER)) {
      return wrong(kind + " filtering not enabled");
    }
    if (data.taint() != null) {
      return wrong("tainted data (from " + data.taint().origin() + ") is a filter");
    }
    Address address = (Address) addressee;
    Situation situation = (Situation) mail;
    return switch (exim
        ? filters.route(data.value(), address, situation)
        : scripts.route(data.value(), address, situation)) {
      case FilterRouting.Result.Settled(Routing.Redirect(var children)) ->
          new Routing.Redirect(withoutAncestors(rewritten(children, mail), addressee));
      case FilterRouting.Result.Settled(var routing) -> routing;
      case FilterRouting.Result.Senseless(var message) -> {
        if (!settings.value(RedirectOptions.SKIP_SYNTAX_ERRORS)) {
          yield wrong(message);
        }
        tell(List.of(message), false, mail);
        yield new Routing.Decline(NOTHING_LEFT);
      }
      case FilterRouting.Result.Broken(var message) -> wrong(message);
    };
  }

  private List<Child> rewritten(List<Child> children, MailView mail) throws InterruptedException {
    if (!settings.value(RedirectOptions.REWRITE) || !(mail instanceof Situation situation)) {
      return children;
    }
    List<Child> rewritten = new ArrayList<>();
    for (Child child : children) {
      rewritten.add(rewritten(child, situation));
    }
    return rewritten;
  }

  private Child rewritten(Child child, Situation situation) throws InterruptedException {
    return switch (child) {
      case Child.Address(var text) ->
          new Child.Address(surroundings.rewriter().recipient(text, situation));
      case Child.Wished(var inner, var errorsTo, var ignored, var mode) ->
          new Child.Wished(rewritten(inner, situation), errorsTo, ignored, mode);
      default -> child;
    };
  }

  private void tell(List<String> skipped, boolean others, MailView mail)
      throws InterruptedException {
    for (String message : skipped) {
      surroundings
          .log()
          .main(mail.envelope().queueId(), settings.name() + " router: skipped error: " + message);
    }
    Optional<Expandable> to = settings.find(RedirectOptions.SYNTAX_ERRORS_TO);
    if (!skipped.isEmpty()
        && to.isPresent()
        && mail instanceof Situation situation
        && situation.delivering
        && to.get().expand(mail) instanceof Expansion.Value(var address)
        && !address.value().isBlank()) {
      String text = new SkippedErrors(settings, skipped, others).text(mail);
      String subject = "error(s) in forwarding or filtering";
      surroundings.notices().send(address.value(), subject, text, situation);
    }
  }

  /**
   * With check_ancestor, an address that would lead back up stands for the address in hand itself.
   */
  private List<Child> withoutAncestors(List<Child> children, Addressee addressee) {
    if (!settings.value(RedirectOptions.CHECK_ANCESTOR)
        || !(addressee instanceof Address address)) {
      return children;
    }
    List<Child> checked = new ArrayList<>();
    for (Child child : children) {
      checked.add(withoutAncestors(child, address));
    }
    return checked;
  }

  private static Child withoutAncestors(Child child, Address address) {
    return switch (child) {
      case Child.Address(var text) when isAncestor(text, address) ->
          new Child.Address(address.address());
      case Child.Wished(var inner, var errorsTo, var ignored, var mode) ->
          new Child.Wished(withoutAncestors(inner, address), errorsTo, ignored, mode);
      default -> child;
    };
  }

  private static boolean isAncestor(String text, Address address) {
    for (Address up = address.parent(); up != null; up = up.parent()) {
      if (up.address().equalsIgnoreCase(text)) {
        return true;
      }
    }
    return false;
  }

  private String qualifyingDomain(Addressee addressee, MailView mail) throws InterruptedException {
    if (settings.value(RedirectOptions.QUALIFY_PRESERVE_DOMAIN)) {
      return addressee.domain();
    }
    Optional<Expandable> own = settings.find(RedirectOptions.QUALIFY_DOMAIN);
    if (own.isPresent() && own.get().expand(mail) instanceof Expansion.Value(var text)) {
      return text.value();
    }
    Text recipient = mail.variable("qualify_recipient");
    return recipient == null ? addressee.domain() : recipient.value();
  }

  /** What this router permits. */
  private final class Rules implements RedirectText.Rules {
    private final String domain;
    private final Addressee addressee;
    private final @Nullable Taint taint;
    private final Settings main;

    Rules(String domain, Addressee addressee, @Nullable Taint taint, Settings main) {
      this.domain = domain;
      this.addressee = addressee;
      this.taint = taint;
      this.main = main;
    }

    @Override
    public MailboxReader.Syntax syntax() {
      return AddressSyntax.of(main);
    }

    @Override
    public String refusal(String kind) {
      if (taint != null && NAMES_FILES.contains(kind)) {
        // the sender must not name what is written, run or read here
        return "tainted data (from " + taint.origin() + ") names a " + kind;
      }
      boolean refused =
          switch (kind) {
            case "fail" -> !settings.value(RedirectOptions.ALLOW_FAIL);
            case "defer" -> !settings.value(RedirectOptions.ALLOW_DEFER);
            case "blackhole" -> settings.value(RedirectOptions.FORBID_BLACKHOLE);
            case "include" -> settings.value(RedirectOptions.FORBID_INCLUDE);
            default -> false;
          };
      return refused ? "\":" + kind + ":\" is not permitted" : "";
    }

    @Override
    public String forbidden(String kind) {
      Option<Boolean> option =
          kind.equals("file") ? RedirectOptions.FORBID_FILE : RedirectOptions.FORBID_PIPE;
      boolean forbidden = once() || settings.value(option);
      return forbidden ? "delivery to " + kind + " forbidden" : "";
    }

    /** Neither could stand in the place of a recipient. */
    private boolean once() {
      return settings.value(RedirectOptions.ONE_TIME);
    }

    @Override
    public RedirectText.Included include(String path) {
      String directory = settings.find(RedirectOptions.INCLUDE_DIRECTORY).orElse("");
      if (!directory.isEmpty() && (!path.startsWith(directory + "/") || path.contains("/../"))) {
        return new RedirectText.Included.Absent(
            "included file " + path + " is not in directory " + directory);
      }
      if (!directory.isEmpty() && !Files.isDirectory(Path.of(directory))) {
        return new RedirectText.Included.Absent("failed to open directory " + directory);
      }
      ForwardFile file = new ForwardFile(settings, surroundings.users());
      return switch (file.read(path, addressee)) {
        case ForwardFile.Read.Data(var text) -> new RedirectText.Included.Data(text);
        case ForwardFile.Read.Absent() ->
            new RedirectText.Included.Absent(
                directory.isEmpty()
                    ? "failed to open included file " + path + ": No such file or directory"
                    : "failed to open "
                        + path
                        + " (component of included file); could be symbolic link");
        case ForwardFile.Read.Trouble(var message) -> new RedirectText.Included.Absent(message);
      };
    }

    @Override
    public String qualify(String localPart) {
      return localPart + "@" + domain;
    }

    @Override
    public String qualifyHere(String localPart) {
      return localPart + "@" + addressee.domain();
    }

    @Override
    public boolean skipErrors() {
      return settings.value(RedirectOptions.SKIP_SYNTAX_ERRORS);
    }
  }
}
