// SPDX-License-Identifier: Apache-2.0
package org.ostler.testing.feature;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.Annotation;
import java.lang.classfile.AnnotationElement;
import java.lang.classfile.AnnotationValue;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The words that a feature's components declare in {@code ostler.word} capabilities, from which the
 * catalogue of features is built. They are read from the class files, since the annotation is gone
 * at run time.
 */
public final class DeclaredWords {
  private static final String CAPABILITY = "Lorg/osgi/annotation/bundle/Capability;";
  private static final String CAPABILITIES = "Lorg/osgi/annotation/bundle/Capabilities;";

  private DeclaredWords() {}

  /** The words by kind, of all these classes. */
  public static SortedMap<String, SortedSet<String>> of(Class<?>... components) {
    SortedMap<String, SortedSet<String>> words = new TreeMap<>();
    for (Class<?> component : components) {
      for (Annotation annotation : annotations(component)) {
        collect(annotation, words);
      }
    }
    return words;
  }

  private static void collect(Annotation annotation, Map<String, SortedSet<String>> words) {
    if (annotation.className().equalsString(CAPABILITIES)) {
      for (AnnotationValue value : elements(annotation, "value")) {
        if (value instanceof AnnotationValue.OfAnnotation nested) {
          collect(nested.annotation(), words);
        }
      }
    } else if (annotation.className().equalsString(CAPABILITY)
        && texts(annotation, "namespace").contains("ostler.word")) {
      Map<String, String> attributes =
          texts(annotation, "attribute").stream()
              .map(text -> text.split("=", 2))
              .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1].replace("\"", "")));
      String kind = Objects.requireNonNull(attributes.get("kind"), "a capability without kind");
      String list =
          Objects.requireNonNull(attributes.get("word:List<String>"), "a capability without words");
      words.computeIfAbsent(kind, k -> new TreeSet<>()).addAll(List.of(list.split(",")));
    }
  }

  private static List<String> texts(Annotation annotation, String name) {
    List<String> texts = new ArrayList<>();
    for (AnnotationValue value : elements(annotation, name)) {
      if (value instanceof AnnotationValue.OfString text) {
        texts.add(text.stringValue());
      }
    }
    return texts;
  }

  private static List<AnnotationValue> elements(Annotation annotation, String name) {
    for (AnnotationElement element : annotation.elements()) {
      if (element.name().equalsString(name)) {
        return element.value() instanceof AnnotationValue.OfArray array
            ? array.values()
            : List.of(element.value());
      }
    }
    return List.of();
  }

  private static List<Annotation> annotations(Class<?> component) {
    String file = component.getName().substring(component.getPackageName().length() + 1) + ".class";
    try (InputStream in = Objects.requireNonNull(component.getResourceAsStream(file))) {
      ClassModel model = ClassFile.of().parse(in.readAllBytes());
      return model
          .findAttribute(Attributes.runtimeInvisibleAnnotations())
          .map(attribute -> attribute.annotations())
          .orElse(List.of());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
