// SPDX-License-Identifier: Apache-2.0
package org.ostler.karaf.jdk25.weaver;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.security.PrivilegedAction;
import javax.security.auth.Subject;
import org.junit.jupiter.api.Test;
import org.ostler.karaf.jdk25.ThreadSubject;

class SubjectCallsTest {
  @Test
  void classThatAsksForTheSubjectGetsTheThreadsSubject() throws Exception {
    byte[] asking = asking("org.apache.karaf.Asking");
    Class<?> woven =
        load("org.apache.karaf.Asking", SubjectCalls.redirect("org.apache.karaf.Asking", asking));
    Subject subject = new Subject();
    PrivilegedAction<Object> ask =
        () -> {
          try {
            return woven.getMethod("ask").invoke(null);
          } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
          }
        };
    assertThat(ThreadSubject.doAs(subject, ask)).isSameAs(subject);
  }

  @Test
  void helperOfKarafAsksTheThreadToo() throws Exception {
    String name = "org.apache.karaf.util.jaas.JaasHelper";
    Class<?> woven = load(name, SubjectCalls.redirect(name, asking(name)));
    assertThat(woven.getMethod("ask").invoke(null)).isNull();
  }

  @Test
  void classThatDoesNotAskIsLeftAlone() {
    byte[] plain = ClassFile.of().build(ClassDesc.of("org.apache.karaf.Plain"), c -> {});
    assertThat(SubjectCalls.redirect("org.apache.karaf.Plain", plain)).isSameAs(plain);
  }

  @Test
  void subjectIsInheritedByNewThreadsAndRestoredAfterwards() {
    Subject subject = new Subject();
    PrivilegedAction<Subject> inNewThread =
        () -> {
          Subject[] seen = new Subject[1];
          Thread thread = Thread.ofPlatform().start(() -> seen[0] = ThreadSubject.current());
          try {
            thread.join();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
          return seen[0];
        };
    assertThat(ThreadSubject.doAs(subject, inNewThread)).isSameAs(subject);
    assertThat(ThreadSubject.current()).isNull();
  }

  /** public static Subject ask() { return Subject.getSubject(null); } */
  private static byte[] asking(String name) {
    ClassDesc subject = ClassDesc.of("javax.security.auth.Subject");
    ClassDesc context = ClassDesc.of("java.security.AccessControlContext");
    return ClassFile.of()
        .build(
            ClassDesc.of(name),
            c ->
                c.withMethodBody(
                        "ask",
                        MethodTypeDesc.of(subject),
                        ClassFile.ACC_PUBLIC | ClassFile.ACC_STATIC,
                        code ->
                            code.aconst_null()
                                .invokestatic(
                                    subject, "getSubject", MethodTypeDesc.of(subject, context))
                                .areturn())
                    .withFlags(ClassFile.ACC_PUBLIC));
  }

  private static Class<?> load(String name, byte[] bytes) throws ClassNotFoundException {
    return new ClassLoader(ThreadSubject.class.getClassLoader()) {
      @Override
      protected Class<?> findClass(String asked) {
        return defineClass(asked, bytes, 0, bytes.length);
      }
    }.loadClass(name);
  }
}
