// SPDX-License-Identifier: Apache-2.0
package org.ostler.karaf.jdk25.weaver;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassElement;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeModel;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.nio.charset.StandardCharsets;

/**
 * What changes in a class file: calls of {@code Subject.getSubject}, and the bodies of Karaf's
 * {@code doAs}.
 */
final class SubjectCalls {
  private static final ClassDesc SUBJECT = ClassDesc.of("javax.security.auth.Subject");
  private static final ClassDesc THREAD_SUBJECT =
      ClassDesc.of("org.ostler.karaf.jdk25.ThreadSubject");

  /**
   * Karaf copies this class into several bundles; whoever loads it, its {@code doAs} sets the
   * thread's subject.
   */
  private static final String JAAS_HELPER = "org.apache.karaf.util.jaas.JaasHelper";

  private static final CodeTransform CALLS =
      (code, element) -> {
        if (element instanceof InvokeInstruction call && asksForSubject(call)) {
          code.pop().invokestatic(THREAD_SUBJECT, "current", MethodTypeDesc.of(SUBJECT));
        } else {
          code.with(element);
        }
      };

  private SubjectCalls() {}

  /** The class with its calls redirected, or the same array when there was nothing to do. */
  static byte[] redirect(String className, byte[] bytes) {
    boolean helper = className.equals(JAAS_HELPER);
    if (!helper && !mentionsGetSubject(bytes)) {
      return bytes;
    }
    ClassFile classFile = ClassFile.of();
    ClassModel model = classFile.parse(bytes);
    ClassTransform calls = ClassTransform.transformingMethodBodies(CALLS);
    ClassTransform doAs = SubjectCalls::delegateDoAs;
    return classFile.transformClass(model, helper ? doAs.andThen(calls) : calls);
  }

  private static void delegateDoAs(ClassBuilder builder, ClassElement element) {
    if (element instanceof MethodModel method && method.methodName().equalsString("doAs")) {
      builder.transformMethod(method, delegating(method));
    } else {
      builder.with(element);
    }
  }

  private static MethodTransform delegating(MethodModel method) {
    return (builder, element) -> {
      if (element instanceof CodeModel) {
        builder.withCode(
            code ->
                code.aload(0)
                    .aload(1)
                    .invokestatic(THREAD_SUBJECT, "doAs", method.methodTypeSymbol())
                    .areturn());
      } else {
        builder.with(element);
      }
    };
  }

  private static boolean asksForSubject(InvokeInstruction call) {
    return call.opcode() == Opcode.INVOKESTATIC
        && call.owner().asSymbol().equals(SUBJECT)
        && call.name().equalsString("getSubject");
  }

  private static boolean mentionsGetSubject(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1).contains("getSubject");
  }
}
