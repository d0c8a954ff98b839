package org.muster.queryside.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Answers 400 where the query string cannot be decoded, for instance {@code ?on=%zz}: otherwise whoever first asks for a
 * parameter would fail, and that would look like a fault of ours.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 2)
class WellFormedQuery extends OncePerRequestFilter {

    private final Problems problems;

    WellFormedQuery(Problems problems) {
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getQueryString() != null) {
            try {
                request.getParameterMap();
            } catch (IllegalStateException malformed) {
                logger.debug("Refused a query string", malformed);
                problems.write(
                        response,
                        Problem.of(HttpStatus.BAD_REQUEST, "MALFORMED_REQUEST", "The query string cannot be decoded."));
                return;
            }
        }
        chain.doFilter(request, response);
    }
}
