// SPDX-License-Identifier: Apache-2.0
package org.ostler.control.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;
import org.ostler.api.command.Command;
import org.ostler.api.command.Invocation;

/**
 * The same bundles as the server's on a bare framework, for one command that needs no spool and no
 * listener.
 */
final class ShortLived {
  private static final int SOFTWARE = 70;

  private ShortLived() {}

  static int run(Words words) throws IOException, InterruptedException {
    System.setProperty("ostler.mode", "command");
    System.setProperty("ostler.macros", String.join("\n", words.macros()));
    System.setProperty("ostler.config", words.configuration().toString());
    System.setProperty("ostler.data", words.dataDirectory().toString());
    System.setProperty("org.ops4j.pax.logging.DefaultServiceLog.level", "ERROR");
    Path cache = Files.createTempDirectory("ostler-");
    // Commands write octets; the framework and its bundles must not write between them.
    PrintStream out = System.out;
    Framework framework = framework(cache);
    try {
      framework.start();
      start(framework.getBundleContext());
      return call(framework.getBundleContext(), words, out);
    } catch (BundleException | InvalidSyntaxException trouble) {
      throw new IOException("cannot start the command's bundles: " + trouble.getMessage(), trouble);
    } finally {
      stop(framework);
      delete(cache);
    }
  }

  private static Framework framework(Path cache) {
    return new FrameworkFactory()
        .newFramework(
            Map.of(
                Constants.FRAMEWORK_STORAGE,
                cache.toString(),
                Constants.FRAMEWORK_STORAGE_CLEAN,
                Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT,
                Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                Shelf.contractPackages(),
                "felix.log.level",
                "1"));
  }

  private static void start(BundleContext context) throws BundleException, IOException {
    for (Path jar : Shelf.jars()) {
      context.installBundle("reference:" + jar.toUri());
    }
    for (Bundle bundle : context.getBundles()) {
      boolean fragment = bundle.getHeaders().get(Constants.FRAGMENT_HOST) != null;
      if (!fragment && bundle.getBundleId() != 0) {
        bundle.start();
      }
    }
  }

  private static int call(BundleContext context, Words words, PrintStream out)
      throws InvalidSyntaxException, IOException, InterruptedException {
    for (ServiceReference<Command> reference : context.getServiceReferences(Command.class, null)) {
      Command command = context.getService(reference);
      if (command != null && command.words().contains(words.call().getFirst())) {
        int code = command.run(new Terminal(octets(words.call()), System.in, out, System.err));
        out.flush();
        return code;
      }
    }
    System.err.println(
        "ostler: the word "
            + words.first()
            + " has no command; is "
            + System.getProperty("ostler.home")
            + " complete?");
    return SOFTWARE;
  }

  /** Commands have their words as octets, one a char. */
  private static List<String> octets(List<String> words) {
    return words.stream()
        .map(word -> new String(word.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1))
        .toList();
  }

  private static void stop(Framework framework) throws InterruptedException {
    try {
      framework.stop();
      framework.waitForStop(5000);
    } catch (BundleException alreadyGone) {
      // The process ends now anyway.
    }
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }

  private record Terminal(
      List<String> arguments, InputStream input, OutputStream output, OutputStream errors)
      implements Invocation {
    @Override
    public Path directory() {
      return Path.of("").toAbsolutePath();
    }

    @Override
    public String user() {
      return System.getProperty("user.name", "");
    }
  }
}
