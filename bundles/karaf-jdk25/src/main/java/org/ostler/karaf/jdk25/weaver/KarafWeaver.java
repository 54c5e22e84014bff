// SPDX-License-Identifier: Apache-2.0
package org.ostler.karaf.jdk25.weaver;

import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.hooks.weaving.WeavingHook;
import org.osgi.framework.hooks.weaving.WovenClass;

/**
 * Since JDK 24 {@code Subject.getSubject} only throws, and Karaf's shell, SSH server, command roles
 * and event admin all call it. This changes their calls while the classes are loaded.
 *
 * <p>It is a framework extension and no ordinary bundle because hooks of a bundle fall silent while
 * that bundle is refreshed, and a class loaded in that moment would stay broken. Drop the bundle
 * when Karaf runs on JDK 24 by itself.
 */
public final class KarafWeaver implements BundleActivator, WeavingHook {
  private static final String SUBJECTS_PACKAGE = "org.ostler.karaf.jdk25";

  @Override
  public void start(BundleContext context) {
    context.registerService(WeavingHook.class, this, null);
  }

  @Override
  public void stop(BundleContext context) {}

  @Override
  public void weave(WovenClass woven) {
    String name = woven.getClassName();
    if (!name.startsWith("org.apache.karaf.") && !name.startsWith("org.apache.felix.eventadmin.")) {
      return;
    }
    byte[] before = woven.getBytes();
    byte[] after = SubjectCalls.redirect(name, before);
    if (after != before) {
      woven.setBytes(after);
      woven.getDynamicImports().add(SUBJECTS_PACKAGE);
    }
  }
}
