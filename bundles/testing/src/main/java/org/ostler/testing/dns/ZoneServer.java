// SPDX-License-Identifier: Apache-2.0
package org.ostler.testing.dns;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Message;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/**
 * Serves a zone over UDP and TCP on one port of loopback, as a recursive resolver would. Questions
 * that the zone answers with TIMEOUT get no answer.
 */
public final class ZoneServer implements AutoCloseable {
  private static final int PLAIN_OCTETS = 512;

  private final DatagramSocket datagrams;
  private final ServerSocket streams;
  private final ZoneAnswers answers;
  private final List<String> questions = new CopyOnWriteArrayList<>();

  private ZoneServer(DatagramSocket datagrams, ServerSocket streams, ZoneAnswers answers) {
    this.datagrams = datagrams;
    this.streams = streams;
    this.answers = answers;
  }

  /** Starts a server for the zone; its records may be kept for 300 seconds. */
  public static ZoneServer serving(TextZone zone) {
    return start(new ZoneAnswers(zone, 300, true));
  }

  /** Starts a server whose records may be kept for so long, negative answers included. */
  public static ZoneServer serving(TextZone zone, long ttlSeconds) {
    return start(new ZoneAnswers(zone, ttlSeconds, true));
  }

  /** Starts a server that answers with an alias alone, not with what it leads to. */
  public static ZoneServer servingSingleAliases(TextZone zone) {
    return start(new ZoneAnswers(zone, 300, false));
  }

  /**
   * Starts a server at an address and port of its own, such as 53 of another address of loopback
   * for programs that know no other port.
   */
  public static ZoneServer servingAt(InetSocketAddress address, TextZone zone) throws IOException {
    ServerSocket streams = new ServerSocket(address.getPort(), 50, address.getAddress());
    return running(streams, new DatagramSocket(address), new ZoneAnswers(zone, 300, true));
  }

  private static ZoneServer running(
      ServerSocket streams, DatagramSocket datagrams, ZoneAnswers answers) {
    ZoneServer server = new ZoneServer(datagrams, streams, answers);
    Thread.ofVirtual().start(server::datagrams);
    Thread.ofVirtual().start(server::streams);
    return server;
  }

  private static ZoneServer start(ZoneAnswers answers) {
    try {
      InetAddress loopback = InetAddress.ofLiteral("127.0.0.1");
      // The port must be free for both; one that a stranger's TCP connection holds is given up for
      // another.
      ServerSocket streams = new ServerSocket(0, 50, loopback);
      DatagramSocket datagrams = datagrams(loopback, streams);
      while (datagrams == null) {
        streams.close();
        streams = new ServerSocket(0, 50, loopback);
        datagrams = datagrams(loopback, streams);
      }
      return running(streams, datagrams, answers);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static @Nullable DatagramSocket datagrams(InetAddress loopback, ServerSocket streams)
      throws IOException {
    try {
      return new DatagramSocket(new InetSocketAddress(loopback, streams.getLocalPort()));
    } catch (BindException taken) {
      return null;
    }
  }

  public int port() {
    return streams.getLocalPort();
  }

  /** What the main option {@code dns_servers} says to use this server. */
  public String option() {
    return "127.0.0.1::" + port();
  }

  /** What was asked so far, as in {@code udp example.com. MX}. */
  public List<String> questions() {
    return List.copyOf(questions);
  }

  private void datagrams() {
    byte[] buffer = new byte[65535];
    try {
      while (true) {
        DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
        datagrams.receive(packet);
        Message query = new Message(java.util.Arrays.copyOf(buffer, packet.getLength()));
        Message answer = answer("udp", query);
        if (answer != null) {
          OPTRecord options = query.getOPT();
          int most = options == null ? PLAIN_OCTETS : options.getPayloadSize();
          byte[] wire = answer.toWire(most);
          datagrams.send(new DatagramPacket(wire, wire.length, packet.getSocketAddress()));
        }
      }
    } catch (IOException | InterruptedException closed) {
      // The test is over.
    }
  }

  private void streams() {
    try {
      while (true) {
        Socket socket = streams.accept();
        Thread.ofVirtual().start(() -> serve(socket));
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      DataInputStream in = new DataInputStream(socket.getInputStream());
      DataOutputStream out = new DataOutputStream(socket.getOutputStream());
      while (true) {
        Message answer = answer("tcp", new Message(in.readNBytes(in.readUnsignedShort())));
        if (answer != null) {
          byte[] wire = answer.toWire();
          out.writeShort(wire.length);
          out.write(wire);
          out.flush();
        }
      }
    } catch (IOException | InterruptedException gone) {
      // The resolver closed.
    }
  }

  private @Nullable Message answer(String way, Message query) throws InterruptedException {
    Record question = query.getQuestion();
    questions.add(way + " " + question.getName() + " " + Type.string(question.getType()));
    return answers.answer(query);
  }

  @Override
  public void close() {
    datagrams.close();
    try {
      streams.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
