package org.muster.web.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.muster.web.journal.DoorRecorder;
import org.muster.web.limits.AddressRate;
import org.muster.web.problem.Problem;
import org.muster.web.problem.ProblemWriter;
import org.muster.web.problem.WebProblem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.server.resource.web.BearerTokenAuthenticationEntryPoint;
import org.springframework.security.oauth2.server.resource.web.access.BearerTokenAccessDeniedHandler;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.authentication.AuthenticationEntryPointFailureHandler;

/** How a door says no: 401 with the challenge of RFC 6750, 403, and 404 where nothing is. */
final class Refusals implements AuthenticationEntryPoint, AccessDeniedHandler {

    private static final Logger log = LoggerFactory.getLogger(Refusals.class);

    private static final String NOTHING_THERE = Refusals.class.getName() + ".nothingThere";
    private static final long LOGGED_EVERY_NANOS = Duration.ofSeconds(30).toNanos();

    private final BearerTokenAuthenticationEntryPoint challenge = new BearerTokenAuthenticationEntryPoint();
    private final BearerTokenAccessDeniedHandler denied = new BearerTokenAccessDeniedHandler();
    private final AddressRate addresses;
    private final DoorRecorder recorder;
    private final AtomicLong loggedAt = new AtomicLong(System.nanoTime() - LOGGED_EVERY_NANOS);

    Refusals(AddressRate addresses, DoorRecorder recorder) {
        this.addresses = addresses;
        this.recorder = recorder;
    }

    /** Says that no rule names what is asked for. */
    static void nothingThere(HttpServletRequest request) {
        request.setAttribute(NOTHING_THERE, true);
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException refused)
            throws IOException {
        if (refused instanceof AuthenticationServiceException) {
            long before = loggedAt.get();
            long now = System.nanoTime();
            if (now - before >= LOGGED_EVERY_NANOS && loggedAt.compareAndSet(before, now)) {
                log.warn("The issuer's keys cannot be fetched, so no token can be checked");
            }
            response.setHeader(HttpHeaders.RETRY_AFTER, "5");
            ProblemWriter.write(Problem.of(WebProblem.ISSUER_UNAVAILABLE), request, response);
            return;
        }
        if (request.getHeader(HttpHeaders.AUTHORIZATION) != null) {
            addresses.refusedToken(request);
        }
        recorder.refused(request, WebProblem.UNAUTHENTICATED.status().value());
        challenge.commence(request, response, refused);
        // A header that is no bearer token at all would be 400 by the letter; to callers it is one thing.
        ProblemWriter.write(Problem.of(WebProblem.UNAUTHENTICATED), request, response);
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException refused)
            throws IOException {
        if (request.getAttribute(NOTHING_THERE) != null) {
            ProblemWriter.write(Problem.of(WebProblem.NOT_FOUND), request, response);
            return;
        }
        recorder.refused(request, WebProblem.FORBIDDEN.status().value());
        denied.handle(request, response, refused);
        ProblemWriter.write(Problem.of(WebProblem.FORBIDDEN), request, response);
    }

    /** Spring rethrows a failure to reach the issuer, which the container would answer as 500. */
    ObjectPostProcessor<BearerTokenAuthenticationFilter> issuerUnavailable() {
        AuthenticationEntryPointFailureHandler handler = new AuthenticationEntryPointFailureHandler(this);
        handler.setRethrowAuthenticationServiceException(false);
        return new ObjectPostProcessor<>() {
            @Override
            public <O extends BearerTokenAuthenticationFilter> O postProcess(O filter) {
                filter.setAuthenticationFailureHandler(handler);
                return filter;
            }
        };
    }
}
