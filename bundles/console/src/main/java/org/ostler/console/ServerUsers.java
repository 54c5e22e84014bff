// SPDX-License-Identifier: Apache-2.0
package org.ostler.console;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.util.Optional;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.login.LoginContext;
import javax.security.auth.login.LoginException;
import org.apache.felix.webconsole.spi.SecurityProvider;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets the users of this server with the role {@code admin} into the web console: the same users,
 * from the same file, as the shell's. While this component is away nobody gets in.
 */
@Component(property = SecurityProvider.PROPERTY_ID + "=org.ostler.console")
public final class ServerUsers implements SecurityProvider {
  private static final Logger LOG = LoggerFactory.getLogger(ServerUsers.class);
  private static final String REALM = "karaf";
  private static final String ROLE = "admin";

  @Override
  public @Nullable Object authenticate(HttpServletRequest request, HttpServletResponse response) {
    Optional<Credentials> credentials = Credentials.ofHeader(request.getHeader("Authorization"));
    if (credentials.isPresent() && isAdministrator(credentials.get(), request.getRemoteAddr())) {
      return credentials.get().user();
    }
    // RFC 9110 §11.6.1
    response.setHeader("WWW-Authenticate", "Basic realm=\"ostler\", charset=\"UTF-8\"");
    response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
    return null;
  }

  @Override
  public void logout(HttpServletRequest request, HttpServletResponse response) {
    // Basic authentication has no session to end.
  }

  @Override
  public boolean authorize(Object user, String role) {
    return true;
  }

  private static boolean isAdministrator(Credentials credentials, String from) {
    Subject subject = new Subject();
    try {
      new LoginContext(REALM, subject, callbacks -> answer(callbacks, credentials)).login();
    } catch (LoginException e) {
      LOG.warn("web console: login of {} from {} refused", credentials.user(), from);
      return false;
    }
    return subject.getPrincipals().stream().anyMatch(ServerUsers::isRole);
  }

  private static void answer(Callback[] callbacks, Credentials credentials) {
    for (Callback callback : callbacks) {
      if (callback instanceof NameCallback name) {
        name.setName(credentials.user());
      } else if (callback instanceof PasswordCallback password) {
        password.setPassword(credentials.password().toCharArray());
      }
    }
  }

  // A user may be called admin too: only a principal that is a role counts.
  private static boolean isRole(Principal principal) {
    return principal.getClass().getSimpleName().equals("RolePrincipal")
        && principal.getName().equals(ROLE);
  }
}
