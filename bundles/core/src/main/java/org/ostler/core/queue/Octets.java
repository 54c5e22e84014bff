// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.queue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.ostler.api.text.Text;

/**
 * The small binary vocabulary that heads and notes are written in. Nothing in it is Java
 * serialization.
 */
final class Octets {
  private static final int LONGEST = 64 << 20;

  private Octets() {}

  /** Writes values. */
  static final class Writer {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
    private final DataOutputStream out = new DataOutputStream(bytes);

    byte[] bytes() {
      return bytes.toByteArray();
    }

    Writer number(long value) throws IOException {
      out.writeLong(value);
      return this;
    }

    Writer small(int value) throws IOException {
      out.writeByte(value);
      return this;
    }

    Writer flag(boolean value) throws IOException {
      return small(value ? 1 : 0);
    }

    Writer text(@Nullable String value) throws IOException {
      if (value == null) {
        out.writeInt(-1);
        return this;
      }
      byte[] octets = value.getBytes(StandardCharsets.ISO_8859_1);
      out.writeInt(octets.length);
      out.write(octets);
      return this;
    }

    Writer texts(List<String> values) throws IOException {
      out.writeInt(values.size());
      for (String value : values) {
        text(value);
      }
      return this;
    }

    Writer variables(Map<String, Text> values) throws IOException {
      out.writeInt(values.size());
      for (Map.Entry<String, Text> entry : values.entrySet()) {
        text(entry.getKey());
        text(entry.getValue().value());
        text(entry.getValue().taint() == null ? null : entry.getValue().taint().origin());
      }
      return this;
    }
  }

  /** Reads them back; a value that cannot be is an {@link IOException}. */
  static final class Reader {
    private final DataInputStream in;

    Reader(byte[] bytes) {
      this.in = new DataInputStream(new ByteArrayInputStream(bytes));
    }

    boolean atEnd() throws IOException {
      return in.available() == 0;
    }

    long number() throws IOException {
      return in.readLong();
    }

    int small() throws IOException {
      return in.readByte();
    }

    boolean flag() throws IOException {
      return small() != 0;
    }

    Instant instant() throws IOException {
      return Instant.ofEpochMilli(number());
    }

    @Nullable String text() throws IOException {
      int length = in.readInt();
      if (length < 0) {
        return null;
      }
      if (length > LONGEST || length > in.available()) {
        throw new IOException("a text of " + length + " octets in a record of the queue");
      }
      byte[] octets = new byte[length];
      in.readFully(octets);
      return new String(octets, StandardCharsets.ISO_8859_1);
    }

    String string() throws IOException {
      String value = text();
      if (value == null) {
        throw new IOException("a missing text in a record of the queue");
      }
      return value;
    }

    int count() throws IOException {
      int count = in.readInt();
      if (count < 0 || count > LONGEST) {
        throw new IOException("a count of " + count + " in a record of the queue");
      }
      return count;
    }

    List<String> texts() throws IOException {
      int count = count();
      List<String> values = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        values.add(string());
      }
      return values;
    }

    Map<String, Text> variables() throws IOException {
      int count = count();
      Map<String, Text> values = new TreeMap<>();
      for (int i = 0; i < count; i++) {
        String name = string();
        String value = string();
        String origin = text();
        values.put(name, origin == null ? Text.of(value) : Text.tainted(value, origin));
      }
      return values;
    }
  }
}
