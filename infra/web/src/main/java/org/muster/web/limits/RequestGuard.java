package org.muster.web.limits;

import jakarta.servlet.FilterChain;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.muster.web.problem.Problem;
import org.muster.web.problem.ProblemWriter;
import org.muster.web.problem.SafeFailure;
import org.muster.web.problem.WebProblem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The outermost filter. Refuses, before anything else looks at it, what some library further inside would fail over; and if
 * one fails all the same, answers that with a problem and one line of log.
 */
final class RequestGuard extends OncePerRequestFilter implements Ordered {

    private static final Logger log = LoggerFactory.getLogger(RequestGuard.class);

    /** After Spring's filter for forwarded headers and its measuring one, before security. */
    static final int ORDER = Ordered.HIGHEST_PRECEDENCE + 10;

    private final AddressRate addresses;

    RequestGuard(AddressRate addresses) {
        this.addresses = addresses;
    }

    @Override
    public int getOrder() {
        return ORDER;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<Problem> wrong = wrong(request);
        if (wrong.isPresent()) {
            ProblemWriter.write(wrong.get(), request, response);
            return;
        }
        try {
            chain.doFilter(withoutEmptyAccept(request), response);
        } catch (IOException gone) {
            throw gone;
        } catch (ServletException | RuntimeException failure) {
            if (failure.getCause() instanceof IOException gone) {
                throw gone;
            }
            SafeFailure.log(log, "A request failed", failure);
            ProblemWriter.write(Problem.of(WebProblem.INTERNAL_ERROR), request, response);
        } finally {
            if (response.isCommitted()) {
                // Tomcat notes a broken upload here, and would append its error page to an answer that is under way.
                request.removeAttribute(RequestDispatcher.ERROR_EXCEPTION);
            }
        }
    }

    private Optional<Problem> wrong(HttpServletRequest request) {
        if (!addresses.tryTake(request)) {
            return Optional.of(Problem.of(WebProblem.TOO_MANY_REQUESTS));
        }
        if (!isDecodable(request.getRequestURI()) || !isDecodable(request.getQueryString())) {
            return Optional.of(Problem.of(WebProblem.MALFORMED_REQUEST, "The address cannot be decoded"));
        }
        return isTaken(request.getContentType())
                ? isReadable(request.getHeaders(HttpHeaders.ACCEPT))
                        ? Optional.empty()
                        : Optional.of(Problem.of(WebProblem.NOT_ACCEPTABLE, "Accept cannot be read"))
                : Optional.of(Problem.of(WebProblem.UNSUPPORTED_MEDIA_TYPE));
    }

    /** Whether every escape is one, and what they stand for is UTF-8. */
    private static boolean isDecodable(String text) {
        if (text == null || text.indexOf('%') < 0) {
            return true;
        }
        ByteBuffer bytes = ByteBuffer.allocate(text.length());
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '%') {
                boolean whole = i + 2 < text.length();
                int high = whole ? Character.digit(text.charAt(i + 1), 16) : -1;
                int low = whole ? Character.digit(text.charAt(i + 2), 16) : -1;
                if (high < 0 || low < 0) {
                    return false;
                }
                bytes.put((byte) (high * 16 + low));
                i += 2;
            } else {
                bytes.put((byte) 'x');
            }
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(bytes.flip());
            return true;
        } catch (CharacterCodingException notText) {
            return false;
        }
    }

    /**
     * Forms would be read as parameters, and their body be gone: nothing here takes them, whatever its address. Nor does
     * anything take another encoding than UTF-8.
     */
    private static boolean isTaken(String contentType) {
        if (contentType == null) {
            return true;
        }
        try {
            MediaType type = MediaType.parseMediaType(contentType);
            return (type.getCharset() == null || type.getCharset().equals(StandardCharsets.UTF_8))
                    && !type.getType().toLowerCase(Locale.ROOT).equals("multipart")
                    && !type.equalsTypeAndSubtype(MediaType.APPLICATION_FORM_URLENCODED);
        } catch (InvalidMediaTypeException unreadable) {
            return false;
        }
    }

    private static boolean isReadable(Enumeration<String> accept) {
        try {
            List<String> values = Collections.list(accept).stream()
                    .filter(value -> !value.isBlank())
                    .toList();
            return values.isEmpty() || !MediaType.parseMediaTypes(values).isEmpty();
        } catch (InvalidMediaTypeException unreadable) {
            return false;
        }
    }

    /** An empty header names nothing, so it is as good as none. */
    private static HttpServletRequest withoutEmptyAccept(HttpServletRequest request) {
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        if (accept == null
                || Collections.list(request.getHeaders(HttpHeaders.ACCEPT)).stream()
                        .anyMatch(value -> !value.isBlank())) {
            return request;
        }
        return new HttpServletRequestWrapper(request) {

            @Override
            public String getHeader(String name) {
                return isAccept(name) ? null : super.getHeader(name);
            }

            @Override
            public Enumeration<String> getHeaders(String name) {
                return isAccept(name) ? Collections.emptyEnumeration() : super.getHeaders(name);
            }

            private static boolean isAccept(String name) {
                return HttpHeaders.ACCEPT.equalsIgnoreCase(name);
            }
        };
    }
}
