// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.log;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Datagrams to a Unix-domain socket, which the JDK's own channels do not have: four functions of
 * the C library, called by the JDK's own means (docs/adr has the reasons). Linux only. One thread
 * at a time.
 */
final class DatagramSocketFile implements AutoCloseable {
  private static final int AF_UNIX = 1;
  private static final int SOCK_DGRAM = 2;
  private static final int SOCK_CLOEXEC = 0x80000;
  private static final int MSG_NOSIGNAL = 0x4000;

  /** struct sockaddr_un of Linux: a short, and the path with its NUL. */
  private static final int LONGEST_PATH = 107;

  private final Path path;
  private final MethodHandle socket;
  private final MethodHandle connect;
  private final MethodHandle send;
  private final MethodHandle close;
  private int descriptor = -1;

  DatagramSocketFile(Path path) {
    if (!isHere() || path.toString().getBytes(StandardCharsets.UTF_8).length > LONGEST_PATH) {
      throw new IllegalArgumentException("no such socket can be used here: " + path);
    }
    this.path = path;
    MemoryLayout number = ValueLayout.JAVA_INT;
    MemoryLayout size = ValueLayout.JAVA_LONG;
    MemoryLayout pointer = ValueLayout.ADDRESS;
    this.socket = handle("socket", number, number, number, number);
    this.connect = handle("connect", number, number, pointer, number);
    this.send = handle("send", size, number, pointer, size, number);
    this.close = handle("close", number, number);
  }

  /** Whether the system is one whose addresses are known. */
  static boolean isHere() {
    return System.getProperty("os.name").equals("Linux");
  }

  private static MethodHandle handle(String name, MemoryLayout result, MemoryLayout... arguments) {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(
        linker.defaultLookup().findOrThrow(name), FunctionDescriptor.of(result, arguments));
  }

  /**
   * Sends one datagram, over a new socket where the old one is dead; false when nobody takes it.
   */
  boolean send(byte[] octets) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment data = arena.allocateFrom(ValueLayout.JAVA_BYTE, octets);
      if (descriptor >= 0 && sent(data, octets.length)) {
        return true;
      }
      close();
      return open(arena) && sent(data, octets.length);
    }
  }

  private boolean sent(MemorySegment data, int length) {
    return (long) invoke(send, descriptor, data, (long) length, MSG_NOSIGNAL) == length;
  }

  private boolean open(Arena arena) {
    byte[] name = path.toString().getBytes(StandardCharsets.UTF_8);
    MemorySegment address = arena.allocate(2 + LONGEST_PATH + 1, 2);
    address.set(ValueLayout.JAVA_SHORT, 0, (short) AF_UNIX);
    MemorySegment.copy(name, 0, address, ValueLayout.JAVA_BYTE, 2, name.length);
    descriptor = (int) invoke(socket, AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    int length = (int) address.byteSize();
    if (descriptor >= 0 && (int) invoke(connect, descriptor, address, length) == 0) {
      return true;
    }
    close();
    return false;
  }

  @Override
  public void close() {
    if (descriptor >= 0) {
      invoke(close, descriptor);
      descriptor = -1;
    }
  }

  private static Object invoke(MethodHandle handle, Object... arguments) {
    try {
      return handle.invokeWithArguments(arguments);
    } catch (RuntimeException | Error bug) {
      throw bug;
    } catch (Throwable impossible) {
      throw new AssertionError("a function of C throws nothing", impossible);
    }
  }
}
