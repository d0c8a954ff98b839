package org.muster.commandside.adapter.security;

import org.muster.commandside.intake.Caller;
import org.springframework.security.core.Authentication;

/** Who calls, as the token says. */
public final class Callers {

    /** A valid token that names nobody, as some issuers give to machines. */
    private static final String UNNAMED = "unnamed";

    private Callers() {}

    public static Caller of(Authentication authentication) {
        String subject = authentication.getName();
        return new Caller(
                subject == null ? UNNAMED : subject,
                has(authentication, Scopes.IMPORT),
                has(authentication, Scopes.ADMIN));
    }

    private static boolean has(Authentication authentication, String scope) {
        return authentication.getAuthorities().stream()
                .anyMatch(granted -> Scopes.authority(scope).equals(granted.getAuthority()));
    }
}
