package org.muster.local.authorization;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.springframework.http.HttpMethod;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/**
 * The scopes beyond figures belong to the demo administrator. Whoever else asks for one is asked again who they are; the
 * administrator gets {@code admin} without asking, as RFC 6749, section 3.3, allows: the page is told what was granted.
 */
final class AdministratorsScope extends OncePerRequestFilter {

    static final String ADMIN = "admin";

    /** The scopes of the page that only the administrator may have. */
    static final Set<String> OF_THE_PAGE = Set.of(ADMIN, "audit", "roster", "personal-data");

    /** All scopes that only the administrator may have. */
    static final Set<String> RESTRICTED = Set.of(ADMIN, "audit", "roster", "personal-data", "commands", "import");

    private static final String ENDPOINT = "/oauth2/authorize";
    private static final String SCOPE = "scope";

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        // The path as the container decoded it, which is what the endpoint is found by.
        return !ENDPOINT.equals(request.getServletPath()) || request.getParameter(SCOPE) == null;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        boolean asked = isIn(request.getParameter(SCOPE));
        boolean administrator =
                isAdministrator(SecurityContextHolder.getContext().getAuthentication());
        if (administrator
                && !scopes(request.getParameter(SCOPE)).contains(ADMIN)
                && HttpMethod.GET.matches(request.getMethod())) {
            String more = request.getParameter(SCOPE) + " " + ADMIN;
            // Relative to this server, whatever the request calls it.
            response.sendRedirect(UriComponentsBuilder.fromPath(ENDPOINT)
                    .query(request.getQueryString())
                    .replaceQueryParam(SCOPE, UriUtils.encode(more, StandardCharsets.UTF_8))
                    .build(true)
                    .toUriString());
            return;
        }
        if (asked && !administrator) {
            SecurityContextHolder.clearContext();
        }
        chain.doFilter(request, response);
    }

    /** Whether a request's scopes, separated by spaces, hold one that is the administrator's. */
    static boolean isIn(String scopes) {
        return isRestricted(scopes(scopes));
    }

    static boolean isRestricted(Collection<String> scopes) {
        return scopes.stream().anyMatch(RESTRICTED::contains);
    }

    private static List<String> scopes(String text) {
        return List.of(text.split(" "));
    }

    /** Whether somebody may have such a scope; asked once more when a token is made, however the request got there. */
    static boolean isAdministrator(Authentication user) {
        return user != null && DemoUsers.ADMINISTRATOR.equals(user.getName());
    }
}
