// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.acl;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.ostler.api.acl.Control;
import org.ostler.api.acl.Phase;
import org.ostler.api.option.InvalidArgument;
import org.ostler.api.text.Text;
import org.ostler.core.mail.Address;
import org.ostler.core.mail.Connection;
import org.ostler.core.mail.Controls;
import org.ostler.core.mail.Downconversion;
import org.ostler.core.mail.Dscp;
import org.ostler.core.mail.Message;
import org.ostler.language.text.Ascii;

/** {@code control}. */
final class ControlWork {
  /** Exim's text for {@code fakereject} and {@code fakedefer} without one of their own. */
  static final String FAKE =
      "Your message has been rejected but is being kept for evaluation.\n"
          + "If it was a legitimate message, it may still be delivered to the target recipient(s).";

  private static final Map<String, Known> ALL = new HashMap<>();

  static {
    put("caseful_local_part", Places.RECIPIENT, false, (options, course) -> caseful(course));
    put("caselower_local_part", Places.RECIPIENT, false, (options, course) -> caselower(course));
    put("freeze", Places.MESSAGE, true, ControlWork::freeze);
    put("queue", Places.MESSAGE, true, ControlWork::queue);
    put("queue_only", Places.MESSAGE, true, ControlWork::queue);
    put("fakereject", Places.FAKE, true, (options, course) -> fake(options, course, true));
    put("fakedefer", Places.FAKE, true, (options, course) -> fake(options, course, false));
    put("cutthrough_delivery", Places.ANY, true, ControlWork::cutthrough);
    put("debug", Places.ANY, true, DebugControl::apply);
    put("dscp", Places.TRAFFIC, true, ControlWork::dscp);
    put("utf8_downconvert", Places.ADDRESSED, true, ControlWork::downconvert);
    put("submission", Places.SUBMISSION, true, ControlWork::submission);
    put(
        "suppress_local_fixups",
        Places.FIXUPS,
        false,
        (o, c) -> done(controls(c).suppressLocalFixups = true));
    put("no_delay_flush", Places.HOST, false, (o, c) -> done(controls(c).noDelayFlush = true));
    put("no_callout_flush", Places.HOST, false, (o, c) -> done(controls(c).noCalloutFlush = true));
    put(
        "allow_auth_unadvertised",
        Places.UNADVERTISED,
        false,
        (o, c) -> done(peer(c).authUnadvertised = true));
    put("enforce_sync", Places.HOST, false, (o, c) -> sync(c, true));
    put("no_enforce_sync", Places.HOST, false, (o, c) -> sync(c, false));
    put("no_pipelining", Places.HOST, false, (o, c) -> done(peer(c).noPipelining = true));
    put(
        "no_multiline_responses",
        Places.HOST,
        false,
        (o, c) -> done(peer(c).noMultilineReplies = true));
    put(WellKnownFile.CONTROL, Places.INQUIRED, true, (options, course) -> true);
    put("no_mbox_unspool", Places.SCANNED, false, (o, c) -> done(controls(c).keepScanned = true));
    // Without the feature dkim nothing verifies signatures, so there is nothing to switch off.
    put("dkim_disable_verify", Places.BEFORE_SIGNATURES, false, (o, c) -> true);
  }

  private ControlWork() {}

  static Step.Work make(String argument, Site site) throws InvalidArgument {
    Step.Work work =
        site.parsing(argument, text -> parse(text, site.services()), ControlWork::apply);
    return (text, course) ->
        WellKnownFile.isAskedFor(text) && course.phase == Phase.WELLKNOWN
            ? WellKnownFile.read(text, course)
            : work.apply(text, course);
  }

  static Set<String> names() {
    return Set.copyOf(ALL.keySet());
  }

  /** What is wrong with a control in a list of a phase; null when nothing is. */
  static @Nullable String complaint(String argument, Phase phase) {
    Known known = ALL.get(name(argument));
    return known == null || known.phases.contains(phase) ? null : misplaced(known.name, phase);
  }

  private static String misplaced(String name, Phase phase) {
    return "cannot use \"control=" + name + "\" in " + PhaseNames.of(phase) + " ACL";
  }

  private static Call parse(String text, AclServices services) throws InvalidArgument {
    String name = name(text);
    String options = text.substring(name.length());
    Optional<Control> feature = services.words().control(name);
    if (feature.isPresent()) {
      return new Call(ofFeature(feature.get()), options, text);
    }
    Known known = ALL.get(name);
    if (known == null) {
      throw new InvalidArgument(unknown(name, text, services));
    }
    if (!options.isEmpty() && !(known.hasOptions && options.startsWith("/"))) {
      throw new InvalidArgument("syntax error in \"control=" + text + "\"");
    }
    return new Call(known, options, text);
  }

  private static String unknown(String name, String text, AclServices services) {
    Optional<String> advice = services.environment().advice("acl.control", name);
    if (advice.isPresent()) {
      return "control = " + name + ": " + advice.get();
    }
    return "syntax error in \"control=" + text + "\"";
  }

  private static Known ofFeature(Control control) {
    return new Known(
        control.name(),
        Set.copyOf(control.phases()),
        true,
        (options, course) -> {
          String rest = options.startsWith("/") ? options.substring(1) : options;
          control.apply(Text.of(rest), course.situation);
          return true;
        });
  }

  private static Result apply(Call call, Course course) throws InterruptedException {
    if (!call.known.phases.contains(course.phase)) {
      return course.error(misplaced(call.known.name, course.phase));
    }
    try {
      return call.known.effect.apply(call.options, course)
          ? Result.OK
          : course.error("syntax error in \"control=" + call.text + "\"");
    } catch (InvalidArgument e) {
      return course.error(String.valueOf(e.getMessage()));
    }
  }

  private static String name(String text) {
    int end = 0;
    while (end < text.length() && Ascii.isWord(text.charAt(end))) {
      end++;
    }
    return text.substring(0, end);
  }

  private static Controls controls(Course course) {
    return course.situation.envelope().controls;
  }

  private static Connection peer(Course course) {
    return course.situation.peer();
  }

  private static boolean sync(Course course, boolean enforce) {
    peer(course).enforceSync = enforce;
    return true;
  }

  private static boolean done(boolean set) {
    return set;
  }

  private static boolean caseful(Course course) {
    controls(course).casefulLocalPart = true;
    Address address = course.situation.addressee();
    if (address != null) {
      String whole = address.address();
      int at = whole.lastIndexOf('@');
      address.localPart(at < 0 ? whole : whole.substring(0, at));
    }
    return true;
  }

  private static boolean caselower(Course course) {
    controls(course).casefulLocalPart = false;
    Address address = course.situation.addressee();
    if (address != null) {
      address.localPart(Ascii.lower(address.localPart()));
    }
    return true;
  }

  private static boolean freeze(String options, Course course) {
    controls(course).freeze = true;
    controls(course).freezeQuietly = options.equals("/no_tell");
    return options.isEmpty() || options.equals("/no_tell");
  }

  private static boolean queue(String options, Course course) {
    controls(course).queueOnly = true;
    controls(course).queuedBecause = Controls.QUEUED_BY_ACL;
    controls(course).queueRouteFirst = options.equals("/first_pass_route");
    return options.isEmpty() || options.equals("/first_pass_route");
  }

  /** As in Exim, other options than these are passed over. */
  private static boolean cutthrough(String options, Course course) {
    Message message = course.situation.envelope();
    Controls controls = message.controls;
    boolean kept =
        controls.freeze
            || controls.queueOnly
            || controls.fakeReject != null
            || message.extensions.contains("PRDR");
    if (!kept && message.recipients().isEmpty()) {
      controls.cutthrough = true;
      controls.cutthroughPassesDeferral = options.equals("/defer=pass");
    }
    return true;
  }

  private static boolean dscp(String options, Course course) throws InvalidArgument {
    if (options.isEmpty()) {
      return false;
    }
    int octet = Dscp.trafficClass(options.substring(1));
    if (octet < 0) {
      throw new InvalidArgument("unrecognised DSCP value in \"control=dscp" + options + "\"");
    }
    IntConsumer socket = peer(course).trafficClass;
    if (socket != null) {
      socket.accept(octet);
    } else if (course.traced) {
      course.say(
          "smtp input is probably not a socket [Socket operation on non-socket], not setting DSCP");
    }
    return true;
  }

  private static boolean downconvert(String options, Course course) throws InvalidArgument {
    Downconversion chosen = Downconversion.of(options.isEmpty() ? "1" : options.substring(1));
    if (chosen == null) {
      throw new InvalidArgument("bad option value for control=utf8_downconvert");
    }
    controls(course).downconversion = chosen;
    return true;
  }

  private static boolean fake(String options, Course course, boolean reject) {
    String text = Verdicts.split(options.isEmpty() ? FAKE : options.substring(1));
    controls(course).fakeReject = reject ? text : null;
    controls(course).fakeDefer = reject ? null : text;
    return true;
  }

  private static boolean submission(String options, Course course) {
    Controls controls = controls(course);
    controls.submission = true;
    String rest = options;
    while (rest.startsWith("/")) {
      if (rest.startsWith("/sender_retain")) {
        controls.submissionSenderRetain = true;
        rest = rest.substring("/sender_retain".length());
      } else if (rest.startsWith("/domain=")) {
        int end = rest.indexOf('/', 1);
        end = end < 0 ? rest.length() : end;
        controls.submissionDomain = rest.substring("/domain=".length(), end);
        rest = rest.substring(end);
      } else if (rest.startsWith("/name=")) {
        controls.submissionName =
            rest.substring("/name=".length()); // swallows the rest, slashes too
        return true;
      } else {
        return false;
      }
    }
    return rest.isEmpty();
  }

  private static void put(String name, Set<Phase> phases, boolean hasOptions, Effect effect) {
    ALL.put(name, new Known(name, phases, hasOptions, effect));
  }

  private record Known(String name, Set<Phase> phases, boolean hasOptions, Effect effect) {}

  private record Call(Known known, String options, String text) {}

  /** Acts; false when the options make no sense. */
  @FunctionalInterface
  private interface Effect {
    boolean apply(String options, Course course) throws InvalidArgument, InterruptedException;
  }
}
