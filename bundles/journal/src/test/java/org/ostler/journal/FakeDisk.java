// SPDX-License-Identifier: Apache-2.0
package org.ostler.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.ostler.api.spool.SpoolFull;

/**
 * A disk in memory that forgets like a real one: what was not forced may be there after a crash, or
 * not, or in part, each write for itself; the same holds for names whose directory was not
 * synchronised. Harsher than ext4, which keeps names in order.
 */
final class FakeDisk implements Disk {
  private final Map<String, Node> names = new TreeMap<>();
  private final Map<String, Node> durableNames = new TreeMap<>();
  private final List<NameChange> nameChanges = new ArrayList<>();
  private long operations;
  private long crashAt = Long.MAX_VALUE;
  private long failForceAt = Long.MAX_VALUE;
  private boolean crashed;
  private long capacity = Long.MAX_VALUE;

  private static final class Node {
    private byte[] content = {};
    private byte[] durable = {};
    private final List<Write> pending = new ArrayList<>();
  }

  /** A write, or with null octets a truncation. */
  private record Write(long position, byte @Nullable [] octets) {
    byte[] onto(byte[] content) {
      if (octets == null) {
        return Arrays.copyOf(content, (int) Math.min(position, content.length));
      }
      int end = (int) position + octets.length;
      byte[] result = Arrays.copyOf(content, Math.max(content.length, end));
      System.arraycopy(octets, 0, result, (int) position, octets.length);
      return result;
    }
  }

  private record NameChange(Map<String, @Nullable Node> changes) {
    void onto(Map<String, Node> names) {
      changes.forEach(
          (name, node) -> {
            if (node == null) {
              names.remove(name);
            } else {
              names.put(name, node);
            }
          });
    }
  }

  /** Crashes at an operation that changes something, counted from now. */
  synchronized void crashAfter(long count) {
    crashAt = operations + count;
  }

  /** Lets a force fail and lose what it should have kept, counted in operations from now. */
  synchronized void failForceAfter(long count) {
    failForceAt = operations + count;
  }

  synchronized void capacity(long octets) {
    capacity = octets;
  }

  synchronized long used() {
    return names.values().stream().mapToLong(node -> node.content.length).sum();
  }

  synchronized long operations() {
    return operations;
  }

  synchronized boolean isCrashed() {
    return crashed;
  }

  synchronized void crash() {
    crashed = true;
  }

  synchronized List<String> files() {
    return List.copyOf(names.keySet());
  }

  synchronized byte[] content(String name) {
    return node(name).content.clone();
  }

  synchronized void content(String name, byte[] octets) {
    Node node = node(name);
    node.content = octets.clone();
    node.durable = octets.clone();
  }

  /** What a new start finds: everything safe and a random part of the rest. */
  synchronized FakeDisk restart(RandomGenerator random) {
    crashed = true;
    int luck = random.nextInt(4);
    FakeDisk after = new FakeDisk();
    Map<String, Node> survivors = new TreeMap<>(durableNames);
    for (NameChange change : nameChanges) {
      if (luck == 0 || (luck > 1 && random.nextBoolean())) {
        change.onto(survivors);
      }
    }
    Map<Node, Node> copies = new HashMap<>();
    survivors.forEach(
        (name, node) ->
            after.keep(name, copies.computeIfAbsent(node, old -> copy(old, random, luck))));
    return after;
  }

  /** The same files, all of them safe. */
  synchronized FakeDisk copy() {
    FakeDisk after = new FakeDisk();
    names.forEach(
        (name, node) -> {
          Node copy = new Node();
          copy.content = node.content.clone();
          copy.durable = node.content.clone();
          after.keep(name, copy);
        });
    return after;
  }

  private void keep(String name, Node node) {
    names.put(name, node);
    durableNames.put(name, node);
  }

  private static Node copy(Node old, RandomGenerator random, int luck) {
    byte[] content = old.durable;
    for (Write write : old.pending) {
      int fate = luck == 0 ? 0 : luck == 1 ? 3 : random.nextInt(4);
      byte @Nullable [] octets = write.octets;
      if (fate == 0 || (fate < 3 && octets == null)) {
        content = write.onto(content);
      } else if (fate < 3 && octets != null) {
        int cut = random.nextInt(octets.length + 1);
        Write part =
            fate == 1
                ? new Write(write.position, Arrays.copyOf(octets, cut))
                : new Write(write.position + cut, Arrays.copyOfRange(octets, cut, octets.length));
        content = part.onto(content);
      }
    }
    Node copy = new Node();
    copy.content = content.clone();
    copy.durable = content.clone();
    return copy;
  }

  private void count() throws IOException {
    alive();
    if (++operations >= crashAt) {
      crashed = true;
    }
  }

  private void alive() throws IOException {
    if (crashed) {
      throw new IOException("the disk crashed");
    }
  }

  private Node node(String name) {
    @Nullable Node node = names.get(name);
    if (node == null) {
      throw new IllegalStateException("no file " + name);
    }
    return node;
  }

  private void change(NameChange change) throws IOException {
    count();
    change.onto(names);
    nameChanges.add(change);
    alive();
  }

  @Override
  public synchronized File create(String name) throws IOException {
    if (names.containsKey(name)) {
      throw new IOException("exists: " + name);
    }
    Node node = new Node();
    change(new NameChange(Map.of(name, node)));
    return new Handle(node);
  }

  @Override
  public synchronized File open(String name) throws IOException {
    alive();
    @Nullable Node node = names.get(name);
    if (node == null) {
      throw new IOException("no file " + name);
    }
    return new Handle(node);
  }

  @Override
  public synchronized List<String> list(String directory) throws IOException {
    alive();
    String prefix = directory.isEmpty() ? "" : directory + "/";
    TreeSet<String> found = new TreeSet<>();
    for (String name : names.keySet()) {
      if (name.startsWith(prefix)) {
        found.add(name.substring(prefix.length()).split("/", 2)[0]);
      }
    }
    return List.copyOf(found);
  }

  @Override
  public synchronized boolean createDirectory(String name) throws IOException {
    count();
    alive();
    return false;
  }

  @Override
  public synchronized void delete(String name) throws IOException {
    if (names.containsKey(name)) {
      Map<String, @Nullable Node> gone = new HashMap<>();
      gone.put(name, null);
      change(new NameChange(gone));
    }
  }

  @Override
  public synchronized void rename(String from, String to) throws IOException {
    Map<String, @Nullable Node> moved = new HashMap<>();
    moved.put(from, null);
    moved.put(to, node(from));
    change(new NameChange(moved));
  }

  @Override
  public synchronized void syncDirectory(String directory) throws IOException {
    count();
    alive();
    for (NameChange change : List.copyOf(nameChanges)) {
      String name = change.changes.keySet().iterator().next();
      int slash = name.lastIndexOf('/');
      if (directory.equals(slash < 0 ? "" : name.substring(0, slash))) {
        change.onto(durableNames);
        nameChanges.remove(change);
      }
    }
  }

  @Override
  public synchronized long usableSpace() throws IOException {
    alive();
    return capacity == Long.MAX_VALUE ? capacity : Math.max(0, capacity - used());
  }

  @Override
  public void close() {}

  @Override
  public String toString() {
    return "fake";
  }

  private final class Handle implements File {
    private final Node node;

    Handle(Node node) {
      this.node = node;
    }

    @Override
    public int read(ByteBuffer target, long position) throws IOException {
      synchronized (FakeDisk.this) {
        alive();
        int count = (int) Math.min(target.remaining(), Math.max(0, node.content.length - position));
        if (count > 0) {
          target.put(node.content, (int) position, count);
        }
        return Math.max(0, count);
      }
    }

    @Override
    public void write(ByteBuffer source, long position) throws IOException {
      synchronized (FakeDisk.this) {
        count();
        long growth = Math.max(0, position + source.remaining() - node.content.length);
        long room = Math.max(0, capacity - used());
        byte[] octets =
            new byte[(int) Math.max(0, source.remaining() - Math.max(0, growth - room))];
        source.get(octets);
        change(new Write(position, octets));
        alive();
        if (growth > room) {
          throw new SpoolFull("the fake disk is full");
        }
      }
    }

    @Override
    public void truncate(long size) throws IOException {
      synchronized (FakeDisk.this) {
        count();
        change(new Write(size, null));
        alive();
      }
    }

    private void change(Write write) {
      node.content = write.onto(node.content);
      node.pending.add(write);
    }

    @Override
    public void force(boolean metadata) throws IOException {
      synchronized (FakeDisk.this) {
        count();
        alive();
        if (operations >= failForceAt) {
          failForceAt = Long.MAX_VALUE;
          // What the kernel could not write it now calls clean: no later force brings it to the
          // disk.
          node.pending.clear();
          throw new IOException("input/output error");
        }
        for (Write write : node.pending) {
          node.durable = write.onto(node.durable);
        }
        node.pending.clear();
      }
    }

    @Override
    public long size() throws IOException {
      synchronized (FakeDisk.this) {
        alive();
        return node.content.length;
      }
    }

    @Override
    public void close() {}
  }
}
