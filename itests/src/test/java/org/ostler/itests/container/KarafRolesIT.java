// SPDX-License-Identifier: Apache-2.0
package org.ostler.itests.container;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;
import static org.ops4j.pax.exam.CoreOptions.systemTimeout;
import static org.ops4j.pax.exam.CoreOptions.vmOption;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.configureConsole;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.editConfigurationFilePut;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.karafDistributionConfiguration;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.PrivilegedExceptionAction;
import java.util.Arrays;
import java.util.stream.Stream;
import javax.inject.Inject;
import javax.security.auth.Subject;
import org.apache.karaf.jaas.boot.principal.RolePrincipal;
import org.apache.karaf.jaas.boot.principal.UserPrincipal;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.api.console.SessionFactory;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.ostler.karaf.jdk25.ThreadSubject;

/**
 * Karaf's users and roles on JDK 25, in the packed server: who one is, and what a viewer may not
 * do.
 */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class KarafRolesIT {
  @Inject private BundleContext context;
  @Inject private SessionFactory sessions;

  @Configuration
  public Option[] packedServer() {
    return new Option[] {
      karafDistributionConfiguration()
          .frameworkUrl(new File(System.getProperty("ostler.archive")).toURI().toString())
          .name("Ostler")
          .unpackDirectory(new File("target/exam"))
          .useDeployFolder(false),
      editConfigurationFilePut("etc/org.apache.felix.http.cfg", "org.osgi.service.http.port", "0"),
      // What Pax Exam brings into the container is in the build's own repository.
      editConfigurationFilePut(
          "etc/org.ops4j.pax.url.mvn.cfg",
          "org.ops4j.pax.url.mvn.localRepository",
          System.getProperty("org.ops4j.pax.url.mvn.localRepository")),
      configureConsole().ignoreLocalConsole(),
      systemTimeout(60000),
      vmOption("--sun-misc-unsafe-memory-access=allow"),
      vmOption("-XX:+UseSerialGC"),
    };
  }

  @Test
  public void shellKnowsWhoOneIs() throws Exception {
    assertTrue(execute("jaas:whoami", "vera", "viewer").contains("vera"));
  }

  @Test
  public void commandsThatAskForRolesAnswer() throws Exception {
    assertTrue(execute("bundle:list", "vera", "viewer").contains("Ostler"));
  }

  @Test
  public void viewerMayNotInstallFeatures() {
    Exception refusal =
        assertThrows(Exception.class, () -> execute("feature:install spf", "vera", "viewer"));
    assertTrue(refusal.toString(), refusal.toString().contains("feature:install"));
    assertFalse(isInstalled("org.ostler.spf"));
  }

  @Test
  public void administratorInstallsAndRemovesFeatures() throws Exception {
    execute("feature:install queuefile", "ada", "admin");
    assertTrue(isInstalled("org.ostler.queuefile"));
    execute("feature:uninstall queuefile", "ada", "admin");
    assertFalse(isInstalled("org.ostler.queuefile"));
  }

  @Test
  public void everyBundleIsResolved() {
    assertEquals(
        "",
        String.join(
            " ",
            Stream.of(context.getBundles())
                .filter(b -> b.getState() == Bundle.INSTALLED)
                .map(Bundle::getSymbolicName)
                .toList()));
  }

  private boolean isInstalled(String symbolicName) {
    return Arrays.stream(context.getBundles())
        .anyMatch(b -> symbolicName.equals(b.getSymbolicName()));
  }

  private String execute(String line, String user, String role) throws Exception {
    Subject subject = new Subject();
    subject.getPrincipals().add(new UserPrincipal(user));
    subject.getPrincipals().add(new RolePrincipal(role));
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    PrintStream print = new PrintStream(output, true, StandardCharsets.UTF_8);
    PrivilegedExceptionAction<Object> action =
        () -> {
          try (Session session =
              sessions.create(new ByteArrayInputStream(new byte[0]), print, print)) {
            return session.execute(line);
          }
        };
    ThreadSubject.doAs(subject, action);
    return output.toString(StandardCharsets.UTF_8);
  }
}
