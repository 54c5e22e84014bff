// SPDX-License-Identifier: Apache-2.0
package org.ostler.control.client;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * The features file of the distribution, which tells the libraries that stand beside a feature's
 * own bundle.
 */
final class FeaturesFile {
  private static final Pattern BUNDLE = Pattern.compile("mvn:([^/]+)/([^/]+)/([^/]+)");

  private static final String SERVER = "ostler";

  private FeaturesFile() {}

  /** The bundles of each feature that has bundles, as jars of the repository {@code system}. */
  static List<List<Path>> read(Path system) throws IOException {
    try (Stream<Path> files = Files.walk(system.resolve("org/ostler/ostler-features"), 2)) {
      List<List<Path>> features = new ArrayList<>();
      for (Path file : files.filter(path -> path.toString().endsWith(".xml")).toList()) {
        features.addAll(parse(file, system));
      }
      return features;
    }
  }

  private static List<List<Path>> parse(Path file, Path system) throws IOException {
    Map<String, List<Path>> features = new LinkedHashMap<>();
    String name = "";
    List<Path> jars = new ArrayList<>();
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    try (InputStream in = Files.newInputStream(file)) {
      XMLStreamReader xml = factory.createXMLStreamReader(in);
      while (xml.hasNext()) {
        int event = xml.next();
        boolean start = event == XMLStreamConstants.START_ELEMENT;
        if (start && xml.getLocalName().equals("bundle")) {
          Matcher bundle = BUNDLE.matcher(xml.getElementText().strip());
          if (bundle.matches()) {
            jars.add(jar(system, bundle.group(1), bundle.group(2), bundle.group(3)));
          }
        } else if (start && xml.getLocalName().equals("feature")) {
          String opened = xml.getAttributeValue(null, "name");
          if (opened != null) {
            name = opened;
          } else {
            jars.addAll(needed(xml.getElementText().strip(), features));
          }
        } else if (event == XMLStreamConstants.END_ELEMENT
            && xml.getLocalName().equals("feature")) {
          features.put(name, List.copyOf(jars));
          jars.clear();
        }
      }
      return features.values().stream().filter(found -> !found.isEmpty()).toList();
    } catch (XMLStreamException e) {
      throw new IOException(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** A feature that another one needs stands before it; the server itself is there anyway. */
  private static List<Path> needed(String feature, Map<String, List<Path>> known) {
    return feature.equals(SERVER) ? List.of() : known.getOrDefault(feature, List.of());
  }

  private static Path jar(Path system, String group, String artifact, String version) {
    return system
        .resolve(group.replace('.', '/'))
        .resolve(artifact)
        .resolve(version)
        .resolve(artifact + "-" + version + ".jar");
  }
}
