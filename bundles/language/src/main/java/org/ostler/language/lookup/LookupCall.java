// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.lookup;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.ostler.api.lookup.Lookup;
import org.ostler.api.lookup.Lookup.Answer;
import org.ostler.api.lookup.Lookup.Prepared;
import org.ostler.api.lookup.Lookup.Style;
import org.ostler.api.lookup.Quoting;
import org.ostler.api.mail.MailView;
import org.ostler.api.option.InvalidArgument;
import org.ostler.api.option.Settings;
import org.ostler.api.text.Taint;
import org.ostler.api.text.Text;
import org.ostler.language.lookup.LookupName.Star;

/**
 * A lookup as the configuration names it, made ready once and used by <code>${lookup}</code> and by
 * lists alike:
 *
 * <pre>
 * LookupCall call = LookupCall.compile("partial-lsearch*@,ret=key", types::find, environment::main);
 * LookupCall.Outcome outcome = call.find(key, file, mail);
 * </pre>
 *
 * It knows partial matching, the defaults {@code *} and {@code *@}, and the options that every type
 * has. Safe for many threads; {@link #find} may block.
 */
public final class LookupCall {
  private final LookupName name;
  private final Lookup lookup;
  private final boolean returnsKey;
  private final boolean readsCache;
  private final boolean writesCache;
  private final List<String> options;
  private final Supplier<Settings> main;
  private volatile @Nullable Prepared prepared;

  /**
   * How a lookup ended.
   *
   * @param answer what was found
   * @param wild {@code $1} after a partial or default match: what the wild part stood for; null
   *     when none is set
   * @param fixed {@code $2} then: the rest of the key; null when none is set
   */
  public record Outcome(Answer answer, @Nullable Text wild, @Nullable Text fixed) {
    static Outcome of(Answer answer) {
      return new Outcome(answer, null, null);
    }
  }

  private LookupCall(LookupName name, Lookup lookup, Supplier<Settings> main) {
    this.name = name;
    this.lookup = lookup;
    this.main = main;
    List<String> own = new ArrayList<>(name.options());
    returnsKey = lookup.style() == Style.SINGLE_KEY && own.remove("ret=key");
    readsCache = !own.remove("cache=no_rd");
    writesCache = !own.remove("cache=no_wr");
    options = List.copyOf(own);
  }

  /**
   * Compiles a lookup's name with its affixes and options.
   *
   * @param types finds a lookup type by its name; {@link LookupTypes#find} where the language's own
   *     are wanted too
   * @param main the main options, asked for at first use when the type is of query style
   * @throws InvalidArgument with Exim's message where it has one
   */
  public static LookupCall compile(
      String text, Function<String, Optional<Lookup>> types, Supplier<Settings> main)
      throws InvalidArgument {
    LookupName name = LookupName.parse(text);
    Lookup lookup =
        types
            .apply(name.type())
            .orElseThrow(() -> new InvalidArgument("unknown lookup type \"" + name.type() + "\""));
    if (lookup.style() == Style.SINGLE_KEY) {
      LookupCall call = new LookupCall(name, lookup, main);
      call.prepared = lookup.prepare(call.options, new LaterSettings(main));
      return call;
    }
    if (name.partial() >= 0) {
      throw new InvalidArgument(
          "\"partial\" is not permitted for lookup type \"" + name.word() + "\"");
    }
    if (name.star() != Star.NONE) {
      throw new InvalidArgument(
          "defaults using \"*\" or \"*@\" are not permitted for lookup type \""
              + name.word()
              + "\"");
    }
    return new LookupCall(name, lookup, main);
  }

  /** The lookup type itself. */
  public Lookup type() {
    return lookup;
  }

  /** Whether a query is looked up, and no key in a file. */
  public boolean isQuery() {
    return lookup.style() == Style.QUERY;
  }

  /** Whether the name asks for partial matching. */
  public boolean isPartial() {
    return name.partial() >= 0;
  }

  /** The same lookup without partial matching, for keys that are no domains. */
  public LookupCall whole() {
    LookupName whole =
        new LookupName(name.type(), -1, "", name.star(), name.options(), name.word());
    LookupCall call = new LookupCall(whole, lookup, main);
    call.prepared = prepared;
    return call;
  }

  /** Looks up a key in a file, or a query where {@code file} is null. */
  public Outcome find(Text key, @Nullable Text file, MailView mail) throws InterruptedException {
    if (file != null && file.isTainted()) {
      return Outcome.of(new Answer.Failed(tainted(file)));
    }
    if (file == null && !isQuoted(key)) {
      return Outcome.of(new Answer.Failed(unquoted(key)));
    }
    Prepared ready = prepared;
    if (ready == null) {
      try {
        ready = lookup.prepare(options, main.get());
      } catch (InvalidArgument e) {
        return Outcome.of(new Answer.Failed(String.valueOf(e.getMessage())));
      }
      prepared = ready;
    }
    Search search = new Search(ready, file, mail);
    if (search.telling != null) {
      search.telling.begins(key);
    }
    Outcome outcome = isQuery() ? Outcome.of(search.query(key)) : search.key(key);
    return returnsKey && outcome.answer() instanceof Answer.Found found
        ? new Outcome(
            new Answer.Found(Text.of(key.value()), found.cacheable()),
            outcome.wild(),
            outcome.fixed())
        : outcome;
  }

  /**
   * Whether each piece of a query that is from outside went through the quoting operator of the
   * type, where it has one.
   */
  private boolean isQuoted(Text query) {
    Taint taint = query.taint();
    return taint == null || !(lookup instanceof Quoting) || lookup.name().equals(taint.quotedFor());
  }

  /** A piece within a query; one from outside that is plain counts as quoted. */
  public Text piece(Text text) {
    Taint taint = text.taint();
    return taint != null
            && taint.quotedFor() == null
            && lookup instanceof Quoting quoting
            && quoting.isPlain(text.value())
        ? new Text(text.value(), new Taint(taint.origin(), lookup.name()))
        : text;
  }

  private String unquoted(Text query) {
    String origin = query.taint() == null ? "" : query.taint().origin();
    return "tainted search query is not properly quoted: "
        + query.value()
        + " (it came from "
        + origin
        + "); write ${quote_"
        + lookup.name()
        + ":...} round the part from outside";
  }

  private static String tainted(Text file) {
    String origin = file.taint() == null ? "" : file.taint().origin();
    return "Tainted filename for search: '"
        + file
        + "' (it came from "
        + origin
        + "; look the text up first, as in ${lookup{...}dsearch{/directory}}, and use the result)";
  }

  /** One search with its sequence of keys. */
  private final class Search {
    private final Prepared ready;
    private final @Nullable Text file;
    private final MailView mail;
    private final @Nullable LookupTelling telling;

    Search(Prepared ready, @Nullable Text file, MailView mail) {
      this.ready = ready;
      this.file = file;
      this.mail = mail;
      this.telling = LookupTelling.of(name, file, options);
    }

    private Answer asked(Text key) throws InterruptedException {
      if (telling == null) {
        return ready.find(key, file, mail);
      }
      telling.asks(key.value());
      Answer answer = ready.find(key, file, mail);
      telling.answers(answer);
      return answer;
    }

    private void tries(String how, String key) {
      if (telling != null) {
        telling.tries(how, key);
      }
    }

    Answer query(Text query) throws InterruptedException {
      String kept = name.type() + options + "\n" + query.value();
      if (readsCache) {
        Answer known = mail.value(QueryCache.SLOT).answers.get(kept);
        if (known != null) {
          if (telling != null) {
            telling.knows(query.value());
            telling.answers(known);
          }
          return known;
        }
      }
      Answer answer = asked(query);
      boolean keep =
          answer instanceof Answer.Found found
              ? found.cacheable()
              : answer instanceof Answer.Missing;
      if (writesCache && keep) {
        mail.value(QueryCache.SLOT).answers.put(kept, answer);
      }
      return answer;
    }

    private Answer one(String key, Text origin) throws InterruptedException {
      Answer answer = asked(origin.with(key));
      // An empty key is found nowhere, whatever the file holds; but the file has to be there.
      return key.isEmpty() && !(answer instanceof Answer.Failed) ? new Answer.Missing() : answer;
    }

    Outcome key(Text key) throws InterruptedException {
      String whole = key.value();
      Answer answer = one(whole, key);
      if (!(answer instanceof Answer.Missing)) {
        return name.partial() >= 0 ? new Outcome(answer, key.with(""), key) : Outcome.of(answer);
      }
      Outcome outcome = name.partial() >= 0 ? partial(key) : Outcome.of(answer);
      if (missing(outcome) && name.star() == Star.STAR_AT && whole.lastIndexOf('@') > 0) {
        int at = whole.lastIndexOf('@');
        tries("default match", "*" + whole.substring(at));
        Answer found = one("*" + whole.substring(at), key);
        outcome = new Outcome(found, key.with(whole.substring(0, at)), key.with(""));
      }
      if (missing(outcome) && name.star() != Star.NONE) {
        tries("to match", "*");
        outcome = new Outcome(one("*", key), key, key.with(""));
      }
      return missing(outcome) ? Outcome.of(outcome.answer()) : outcome;
    }

    private static boolean missing(Outcome outcome) {
      return outcome.answer() instanceof Answer.Missing;
    }

    /**
     * Tries the key with the affix before it, then with more and more leading components taken off.
     */
    private Outcome partial(Text key) throws InterruptedException {
      String affix = name.affix();
      String rest = key.value();
      if (!affix.isEmpty()) {
        tries("partial match", affix + rest);
        Answer answer = one(affix + rest, key);
        if (!(answer instanceof Answer.Missing)) {
          return new Outcome(answer, key.with(""), key);
        }
      }
      long dots = rest.chars().filter(c -> c == '.').count();
      for (; dots >= name.partial(); dots--) {
        int dot = rest.indexOf('.');
        if (dot < 0) {
          return affix.isEmpty() ? Outcome.of(new Answer.Missing()) : affixAlone(key);
        }
        rest = rest.substring(dot + 1);
        tries("partial match", affix + rest);
        Answer answer = one(affix + rest, key);
        if (!(answer instanceof Answer.Missing)) {
          int wild = key.value().length() - rest.length() - 1;
          return new Outcome(answer, key.with(key.value().substring(0, wild)), key.with(rest));
        }
      }
      return Outcome.of(new Answer.Missing());
    }

    private Outcome affixAlone(Text key) throws InterruptedException {
      String affix = name.affix();
      boolean dotted = affix.length() > 1 && affix.endsWith(".");
      Answer answer = one(dotted ? affix.substring(0, affix.length() - 1) : affix, key);
      return new Outcome(answer, key, key.with(""));
    }
  }
}
