// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.lookup;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ostler.api.lookup.Lookup;
import org.ostler.api.option.InvalidArgument;
import org.ostler.api.option.Settings;
import org.ostler.api.text.Text;

/**
 * {@code cdb}: a constant database, see <a href="https://cr.yp.to/cdb/cdb.txt">its format</a>. A
 * header of 256 pointers, each to a hash table, whose slots point to records. Three small reads
 * find a key, so that nothing is kept.
 */
final class CdbSearch implements Lookup {
  private static final int HEADER = 2048;
  private static final int LONGEST_VALUE = 1 << 26;

  @Override
  public String name() {
    return "cdb";
  }

  @Override
  public Style style() {
    return Style.SINGLE_KEY;
  }

  @Override
  public Prepared prepare(List<String> options, Settings main) throws InvalidArgument {
    FileOptions.check(name(), options, List.of());
    return (key, file, _) -> find(key.octets(), String.valueOf(file));
  }

  private static Answer find(byte[] key, String file) {
    try (FileChannel channel = FileChannel.open(OpenFailure.path(file), StandardOpenOption.READ)) {
      if (Files.isDirectory(Path.of(file))) {
        return new Answer.Failed(file + " is not a regular file (cdb lookup)");
      }
      if (channel.size() < HEADER) {
        return new Answer.Failed("failed to open " + file + " too short for cdb lookup");
      }
      byte[] value = find(channel, key);
      return value == null
          ? new Answer.Missing()
          : new Answer.Found(Text.of(new String(value, StandardCharsets.ISO_8859_1)), true);
    } catch (EOFException e) {
      return new Answer.Deferred("cdb: corrupt cdb file " + file + ": it ends too early");
    } catch (IOException e) {
      return new Answer.Failed(OpenFailure.message(file, "cdb lookup", e));
    }
  }

  private static byte @Nullable [] find(FileChannel channel, byte[] key) throws IOException {
    int hash = hash(key);
    ByteBuffer pointer = read(channel, (hash & 0xffL) * 8, 8);
    long table = pointer.getInt() & 0xffffffffL;
    long slots = pointer.getInt() & 0xffffffffL;
    if (slots == 0) {
      return null;
    }
    long first = Integer.toUnsignedLong(hash >>> 8) % slots;
    for (long i = 0; i < slots; i++) {
      ByteBuffer slot = read(channel, table + (first + i) % slots * 8, 8);
      int slotHash = slot.getInt();
      long record = slot.getInt() & 0xffffffffL;
      if (record == 0) {
        return null;
      }
      byte[] value = slotHash == hash ? value(channel, record, key) : null;
      if (value != null) {
        return value;
      }
    }
    return null;
  }

  private static byte @Nullable [] value(FileChannel channel, long record, byte[] key)
      throws IOException {
    ByteBuffer lengths = read(channel, record, 8);
    int keyLength = lengths.getInt();
    int valueLength = lengths.getInt();
    if (keyLength != key.length
        || !Arrays.equals(read(channel, record + 8, keyLength).array(), key)) {
      return null;
    }
    if (valueLength < 0 || valueLength > LONGEST_VALUE) {
      throw new EOFException();
    }
    return read(channel, record + 8 + keyLength, valueLength).array();
  }

  private static int hash(byte[] key) {
    int hash = 5381;
    for (byte b : key) {
      hash = (hash << 5) + hash ^ (b & 0xff);
    }
    return hash;
  }

  private static ByteBuffer read(FileChannel channel, long at, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, at + buffer.position()) < 0) {
        throw new EOFException();
      }
    }
    return buffer.flip();
  }
}
