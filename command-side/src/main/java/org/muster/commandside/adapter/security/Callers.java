package org.muster.commandside.adapter.security;

import java.util.Map;
import java.util.Optional;
import org.muster.commandside.intake.Caller;
import org.muster.commandside.intake.Caller.Channel;
import org.muster.commandside.intake.Caller.Origin;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

/** Who calls, as the token says. */
public final class Callers {

    /** A valid token that names nobody, as some issuers give to machines. */
    private static final String UNNAMED = "unnamed";

    private Callers() {}

    /**
     * The caller of a request.
     *
     * @param channel by which door it came
     */
    public static Caller of(Authentication authentication, Channel channel) {
        return new Caller(
                name(authentication),
                new Origin(channel, client(authentication), Optional.empty()),
                has(authentication, Scopes.IMPORT),
                has(authentication, Scopes.ADMIN));
    }

    /** The subject. */
    public static String name(Authentication authentication) {
        String subject = authentication.getName();
        return subject == null ? UNNAMED : subject;
    }

    /**
     * The system that acts for the subject, where the token says so: the actor of RFC 8693, the client of RFC 9068, or the party of
     * OpenID Connect. Absent where a system acts for itself.
     */
    private static Optional<String> client(Authentication authentication) {
        if (!(authentication instanceof JwtAuthenticationToken token)) {
            return Optional.empty();
        }
        Jwt jwt = token.getToken();
        return actor(jwt)
                .or(() -> Optional.ofNullable(jwt.getClaimAsString("client_id")))
                .or(() -> Optional.ofNullable(jwt.getClaimAsString("azp")))
                .filter(client -> !client.equals(name(authentication)));
    }

    private static Optional<String> actor(Jwt jwt) {
        return jwt.getClaims().get("act") instanceof Map<?, ?> act && act.get("sub") instanceof String subject
                ? Optional.of(subject)
                : Optional.empty();
    }

    private static boolean has(Authentication authentication, String scope) {
        return authentication.getAuthorities().stream()
                .anyMatch(granted -> Scopes.authority(scope).equals(granted.getAuthority()));
    }
}
