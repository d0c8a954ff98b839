package org.muster.local.authorization;

import java.util.List;
import java.util.Set;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.FactorGrantedAuthority;

/**
 * Lets two users in, without a password: who views the demo, and who administers it. What that opens is this machine's
 * register of synthetic people, and only to a browser on it.
 */
final class DemoUsers implements AuthenticationProvider {

    static final String VIEWER = "demo-viewer";
    static final String ADMINISTRATOR = "demo-administrator";

    private static final Set<String> NAMES = Set.of(VIEWER, ADMINISTRATOR);

    @Override
    public Authentication authenticate(Authentication asked) {
        if (!NAMES.contains(asked.getName())) {
            throw new BadCredentialsException("There are only " + VIEWER + " and " + ADMINISTRATOR);
        }
        return UsernamePasswordAuthenticationToken.authenticated(
                // When the button was pressed: ID tokens state it as auth_time.
                asked.getName(),
                "",
                List.of(FactorGrantedAuthority.fromAuthority(FactorGrantedAuthority.PASSWORD_AUTHORITY)));
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
    }
}
