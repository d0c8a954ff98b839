package org.muster.web.journal;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.muster.web.journal.DoorEntry.Kind;
import org.muster.web.problem.Problem;
import org.muster.web.problem.ProblemWriter;
import org.muster.web.problem.WebProblem;
import org.springframework.dao.DataAccessException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.filter.OncePerRequestFilter;

/** Records who comes in, what of it is recorded by address, and who is refused. Stands behind the rules: whoever reaches it may. */
public final class DoorRecorder extends OncePerRequestFilter {

    private static final int TOKENS_MAX = 10_000;
    private static final int TARGET_LENGTH_MAX = 500;

    /** The beginning of an address of ours: it holds nothing that a stranger chose. */
    private static final Pattern BEGINNING = Pattern.compile("/[a-z0-9-]{0,30}(?=/|$)");

    /** Identifiers, codes, days, instants and positions: what is asked for, but no text that somebody typed. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9:,._*~-]{0,200}");

    private final DoorJournal journal;
    private final List<String> recorded;
    private final Cache<String, Boolean> seen =
            Caffeine.newBuilder().maximumSize(TOKENS_MAX).build();

    /**
     * @param recorded the beginnings of the addresses whose readers are recorded
     */
    public DoorRecorder(DoorJournal journal, List<String> recorded) {
        this.journal = journal;
        this.recorded = List.copyOf(recorded);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Authentication caller = SecurityContextHolder.getContext().getAuthentication();
        if (caller instanceof JwtAuthenticationToken token) {
            if (seen.asMap().putIfAbsent(id(token), true) == null) {
                journal.later(entry(Kind.SIGN_IN, Optional.of(token), request, beginning(request), 0));
            }
            if (isRecorded(request.getRequestURI())) {
                try {
                    journal.now(entry(Kind.READ, Optional.of(token), request, target(request), 0));
                } catch (DataAccessException e) {
                    logger.debug("What cannot be recorded is not shown", e);
                    ProblemWriter.write(Problem.of(WebProblem.UNAVAILABLE), request, response);
                    return;
                }
            }
        }
        chain.doFilter(request, response);
    }

    /** Records that a request was refused. */
    public void refused(HttpServletRequest request, int status) {
        Authentication caller = SecurityContextHolder.getContext().getAuthentication();
        journal.later(entry(
                Kind.REFUSED,
                Optional.ofNullable(caller)
                        .filter(JwtAuthenticationToken.class::isInstance)
                        .map(JwtAuthenticationToken.class::cast),
                request,
                beginning(request),
                status));
    }

    private boolean isRecorded(String path) {
        return recorded.stream().anyMatch(start -> path.equals(start) || path.startsWith(start + "/"));
    }

    private static DoorEntry entry(
            Kind kind, Optional<JwtAuthenticationToken> token, HttpServletRequest request, String target, int status) {
        return new DoorEntry(
                Instant.now(),
                kind,
                token.map(JwtAuthenticationToken::getName),
                token.flatMap(DoorRecorder::client),
                request.getRemoteAddr(),
                plain(request.getMethod()),
                target,
                status);
    }

    /** As issuers name it: RFC 9068, and OpenID Connect. */
    private static Optional<String> client(JwtAuthenticationToken token) {
        return Optional.ofNullable(token.getToken().getClaimAsString("client_id"))
                .or(() -> Optional.ofNullable(token.getToken().getClaimAsString("azp")));
    }

    /** By the token's own id, or by its signature. */
    private static String id(JwtAuthenticationToken token) {
        String value = token.getToken().getTokenValue();
        String id = token.getToken().getId();
        return id != null ? id : value.substring(value.lastIndexOf('.') + 1);
    }

    private static String beginning(HttpServletRequest request) {
        var found = BEGINNING.matcher(request.getRequestURI());
        return found.lookingAt() ? found.group() : "/…";
    }

    /** Address and parameters as they came, without what does not look like an identifier: nobody has validated them yet. */
    private static String target(HttpServletRequest request) {
        String path = Stream.of(request.getRequestURI().split("/", -1))
                .map(DoorRecorder::plain)
                .collect(Collectors.joining("/"));
        String query = request.getQueryString();
        String target = query == null
                ? path
                : path
                        + Stream.of(query.split("&"))
                                .map(DoorRecorder::parameter)
                                .collect(Collectors.joining("&", "?", ""));
        return target.length() > TARGET_LENGTH_MAX ? target.substring(0, TARGET_LENGTH_MAX) : target;
    }

    private static String parameter(String text) {
        int equals = text.indexOf('=');
        return equals < 0 ? plain(text) : plain(text.substring(0, equals)) + '=' + plain(text.substring(equals + 1));
    }

    /** Repeats what looks like an identifier, as it came. A plus sign is read as the space that it stands for in a query. */
    private static String plain(String text) {
        try {
            return PLAIN.matcher(URLDecoder.decode(text, StandardCharsets.UTF_8))
                            .matches()
                    ? text
                    : "…";
        } catch (IllegalArgumentException e) {
            return "…";
        }
    }
}
