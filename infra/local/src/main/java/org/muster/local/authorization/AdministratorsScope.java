package org.muster.local.authorization;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.springframework.http.HttpMethod;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/**
 * The page's scope {@code admin} belongs to the demo administrator. Whoever else asks for it is asked again who they are; the
 * administrator gets it without asking, as RFC 6749, section 3.3, allows: the page is told what was granted.
 */
final class AdministratorsScope extends OncePerRequestFilter {

    static final String ADMIN = "admin";

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
        if (administrator && !asked && HttpMethod.GET.matches(request.getMethod())) {
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

    /** Whether a request's scopes, separated by spaces, hold it. */
    static boolean isIn(String scopes) {
        return Arrays.asList(scopes.split(" ")).contains(ADMIN);
    }

    /** Whether somebody may have the scope; asked once more when a token is made, however the request got there. */
    static boolean isAdministrator(Authentication user) {
        return user != null && DemoUsers.ADMINISTRATOR.equals(user.getName());
    }
}
