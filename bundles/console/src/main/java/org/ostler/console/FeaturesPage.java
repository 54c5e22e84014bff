// SPDX-License-Identifier: Apache-2.0
package org.ostler.console;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.ostler.api.feature.FeatureCatalog;

/** The page that shows which features are installed. */
@Component(
    service = Servlet.class,
    property = {
      "felix.webconsole.label=ostler",
      "felix.webconsole.title=Features",
      "felix.webconsole.category=Ostler"
    })
public final class FeaturesPage extends HttpServlet {
  private static final long serialVersionUID = 1L;

  private final transient FeatureCatalog catalog;

  @Activate
  public FeaturesPage(@Reference FeatureCatalog catalog) {
    this.catalog = catalog;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setContentType("text/html;charset=utf-8");
    PrintWriter page = response.getWriter();
    page.println("<p class='statline'>Installed features</p><ul>");
    catalog.installed().forEach(name -> page.println("<li>" + escaped(name) + "</li>"));
    page.println("</ul>");
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
