// SPDX-License-Identifier: Apache-2.0
package org.ostler.karaf.features;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.PrivilegedAction;
import java.util.List;
import javax.security.auth.Subject;
import org.apache.karaf.jaas.boot.principal.RolePrincipal;
import org.apache.karaf.jaas.boot.principal.UserPrincipal;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.api.console.SessionFactory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.ostler.api.command.Command;
import org.ostler.api.command.Invocation;
import org.ostler.karaf.jdk25.ThreadSubject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code ostler shell COMMAND...}: a command of Karaf's shell, such as {@code feature:list},
 * without SSH. Who can open the control socket is the server's own user and may do all that an
 * administrator may.
 */
@Component
public final class ShellCommand implements Command {
  private static final Logger LOG = LoggerFactory.getLogger(ShellCommand.class);
  private static final List<String> ROLES = List.of("admin", "manager", "viewer", "systembundles");

  private final SessionFactory sessions;

  @Activate
  public ShellCommand(@Reference SessionFactory sessions) {
    this.sessions = sessions;
  }

  @Override
  public List<String> words() {
    return List.of("shell");
  }

  @Override
  public int run(Invocation invocation) {
    PrintStream output = new PrintStream(invocation.output(), true, StandardCharsets.UTF_8);
    PrintStream errors = new PrintStream(invocation.errors(), true, StandardCharsets.UTF_8);
    List<String> words = invocation.arguments();
    if (words.size() < 2) {
      errors.println("Usage: ostler shell COMMAND..., for instance ostler shell feature:list");
      return 64; // EX_USAGE of sysexits.h
    }
    String line = String.join(" ", words.subList(1, words.size()));
    PrivilegedAction<Integer> action = () -> execute(line, invocation, output, errors);
    Object code = ThreadSubject.doAs(administrator(invocation.user()), action);
    return code instanceof Integer exit ? exit : 1;
  }

  private Integer execute(
      String line, Invocation invocation, PrintStream output, PrintStream errors) {
    try (Session session = sessions.create(invocation.input(), output, errors)) {
      Object result = session.execute(line);
      if (result != null) {
        output.println(result);
      }
      return 0;
    } catch (
        Exception e) { // the shell declares no narrower type, and its commands throw what they like
      LOG.warn("ostler shell {}", line, e);
      errors.println("ostler: " + e.getMessage());
      return 1;
    }
  }

  private static Subject administrator(String user) {
    Subject subject = new Subject();
    subject.getPrincipals().add(new UserPrincipal(user));
    ROLES.forEach(role -> subject.getPrincipals().add(new RolePrincipal(role)));
    subject.setReadOnly();
    return subject;
  }
}
