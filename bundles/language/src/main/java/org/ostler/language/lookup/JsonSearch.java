// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.lookup;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ostler.api.lookup.Lookup;
import org.ostler.api.mail.MailView;
import org.ostler.api.option.InvalidArgument;
import org.ostler.api.option.Settings;
import org.ostler.api.text.Text;
import org.ostler.language.text.Ascii;
import org.ostler.language.text.ListText;

/**
 * {@code json}: the key is a list of members and array indices that leads to an element of the
 * file.
 */
final class JsonSearch implements Lookup {
  private final FileCache<JsonElement> files = new FileCache<>(JsonSearch::read);

  @Override
  public String name() {
    return "json";
  }

  @Override
  public Style style() {
    return Style.SINGLE_KEY;
  }

  @Override
  public Prepared prepare(List<String> options, Settings main) throws InvalidArgument {
    FileOptions.check(name(), options, List.of());
    return (key, file, mail) -> find(key.unicode(), String.valueOf(file), mail);
  }

  private Answer find(String key, String file, MailView mail) {
    try {
      FileLooks.Look look = FileLooks.at(file, mail);
      if (!look.attributes().isRegularFile()) {
        return new Answer.Failed(file + " is not a regular file (json lookup)");
      }
      String value = value(select(files.get(look.path(), look.attributes()), key));
      return value == null ? new Answer.Missing() : new Answer.Found(Text.ofUnicode(value), true);
    } catch (NotJson | CharacterCodingException e) {
      return new Answer.Failed("json error on open: " + file + ": " + e.getMessage());
    } catch (IOException e) {
      return new Answer.Failed(OpenFailure.message(file, "json search", e));
    }
  }

  /** The file is not what it should be. */
  private static final class NotJson extends IOException {
    private static final long serialVersionUID = 1L;

    NotJson(String message) {
      super(message);
    }
  }

  private static JsonElement read(Path file) throws IOException {
    ByteBuffer octets = ByteBuffer.wrap(Files.readAllBytes(file));
    String text = StandardCharsets.UTF_8.newDecoder().decode(octets).toString();
    JsonReader reader = new JsonReader(new StringReader(text));
    reader.setStrictness(Strictness.STRICT);
    try {
      return JsonParser.parseReader(reader);
    } catch (JsonParseException e) {
      throw new NotJson(String.valueOf(e.getMessage()));
    }
  }

  private static @Nullable JsonElement select(JsonElement whole, String key) {
    JsonElement at = whole;
    for (String step : ListText.items(key)) {
      boolean numeric = step.chars().allMatch(Ascii::isDigit);
      at = numeric ? element(at, step) : member(at, step);
      if (at == null) {
        return null;
      }
    }
    return at;
  }

  private static @Nullable JsonElement element(JsonElement array, String index) {
    boolean possible = array.isJsonArray() && !index.isEmpty() && index.length() <= 9;
    int i = possible ? Integer.parseInt(index) : 0;
    return possible && i < array.getAsJsonArray().size() ? array.getAsJsonArray().get(i) : null;
  }

  private static @Nullable JsonElement member(JsonElement object, String name) {
    return object instanceof JsonObject members ? members.get(name) : null;
  }

  private static @Nullable String value(@Nullable JsonElement element) {
    if (element == null || element.isJsonNull()) {
      return null;
    }
    if (!(element instanceof JsonPrimitive primitive)) {
      return dump(element);
    }
    String text = primitive.getAsString();
    // A number with a fraction is shown as C's %f shows it.
    return primitive.isNumber() && !text.chars().allMatch(c -> Ascii.isDigit(c) || c == '-')
        ? String.format(Locale.ROOT, "%f", primitive.getAsDouble())
        : text;
  }

  /** The text of an object or array, with a blank after each comma and colon. */
  private static String dump(JsonElement element) {
    StringBuilder text = new StringBuilder();
    dump(element, text);
    return text.toString();
  }

  private static void dump(JsonElement element, StringBuilder text) {
    String separator = "";
    if (element instanceof JsonObject object) {
      text.append('{');
      for (Map.Entry<String, JsonElement> member : object.entrySet()) {
        text.append(separator).append(new JsonPrimitive(member.getKey())).append(": ");
        dump(member.getValue(), text);
        separator = ", ";
      }
      text.append('}');
    } else if (element.isJsonArray()) {
      text.append('[');
      for (JsonElement each : element.getAsJsonArray()) {
        text.append(separator);
        dump(each, text);
        separator = ", ";
      }
      text.append(']');
    } else {
      text.append(element);
    }
  }
}
