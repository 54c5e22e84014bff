// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.log;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A datagram socket of the Unix domain that keeps what comes until it is asked for. */
final class LoggerStandIn implements AutoCloseable {
  private static final int MSG_DONTWAIT = 0x40;
  private static final MemoryLayout INT = ValueLayout.JAVA_INT;
  private static final MemoryLayout LONG = ValueLayout.JAVA_LONG;
  private static final MemoryLayout POINTER = ValueLayout.ADDRESS;

  private final Path path;
  private final int descriptor;

  LoggerStandIn(Path path) throws IOException {
    this.path = path;
    this.descriptor = (int) call(INT, "socket", new MemoryLayout[] {INT, INT, INT}, 1, 2, 0);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment address = arena.allocate(110, 2);
      byte[] name = path.toString().getBytes(StandardCharsets.UTF_8);
      address.set(ValueLayout.JAVA_SHORT, 0, (short) 1);
      MemorySegment.copy(name, 0, address, ValueLayout.JAVA_BYTE, 2, name.length);
      Object bound =
          call(INT, "bind", new MemoryLayout[] {INT, POINTER, INT}, descriptor, address, 110);
      if ((int) bound != 0) {
        throw new IOException("cannot bind " + path);
      }
    }
  }

  /** The next entry; null when there is none. */
  @Nullable String next() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment room = arena.allocate(4096);
      MemoryLayout[] types = {INT, POINTER, LONG, INT};
      long got = (long) call(LONG, "recv", types, descriptor, room, 4096L, MSG_DONTWAIT);
      return got < 0
          ? null
          : new String(
              room.asSlice(0, got).toArray(ValueLayout.JAVA_BYTE), StandardCharsets.ISO_8859_1);
    }
  }

  @Override
  public void close() throws IOException {
    call(INT, "close", new MemoryLayout[] {INT}, descriptor);
    Files.delete(path);
  }

  private static Object call(
      MemoryLayout result, String name, MemoryLayout[] types, Object... arguments) {
    Linker linker = Linker.nativeLinker();
    MethodHandle handle =
        linker.downcallHandle(
            linker.defaultLookup().findOrThrow(name), FunctionDescriptor.of(result, types));
    try {
      return handle.invokeWithArguments(arguments);
    } catch (Throwable impossible) {
      throw new AssertionError(impossible);
    }
  }
}
