// SPDX-License-Identifier: Apache-2.0
package org.ostler.control.client;

import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/** The command line. Exit codes are sysexits. Never shows a stack trace. */
public final class Main {
  private static final int USAGE = 64;
  private static final int UNAVAILABLE = 69;
  private static final int TEMPORARY = 75;

  private Main() {}

  /** Runs one command and exits. */
  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  private static int run(String[] arguments) {
    try {
      String program = System.getProperty("ostler.program", "ostler");
      Words words = Words.of(program, List.of(arguments));
      if (words.command().isEmpty()) {
        return complain(USAGE, "nothing to do: no command and no recipients; see ostler --help");
      }
      return run(words);
    } catch (WrongWords wrong) {
      return complain(USAGE, String.valueOf(wrong.getMessage()));
    } catch (InvalidPathException wrong) {
      return complain(USAGE, "\"" + wrong.getInput() + "\" is not a path");
    } catch (IOException trouble) {
      return complain(UNAVAILABLE, String.valueOf(trouble.getMessage()));
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return TEMPORARY;
    }
  }

  private static int run(Words words) throws IOException, InterruptedException {
    if (words.first().equals("-bi") && !Files.exists(words.configuration())) {
      // newaliases without a configuration, as packages call it: nothing says what to rebuild.
      return 0;
    }
    Path socket = words.dataDirectory().resolve("control.sock");
    // Another configuration than the server's is tried out apart from it.
    if (Files.exists(socket) && !words.isApart()) {
      try {
        return new ServerLink(socket).run(words.call());
      } catch (ConnectException dead) {
        // A socket that a killed server left behind.
      }
    }
    if (!words.isAlone()) {
      // Programs that send mail keep it and try again when they are told so.
      return complain(
          words.first().equals("-bm") || words.first().equals("-bS") ? TEMPORARY : UNAVAILABLE,
          "no server runs on the data directory "
              + words.dataDirectory()
              + "; start it with ostler start");
    }
    return ShortLived.run(words);
  }

  private static int complain(int code, String sentence) {
    System.err.println("ostler: " + sentence);
    return code;
  }
}
