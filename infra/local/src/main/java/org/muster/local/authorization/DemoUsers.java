package org.muster.local.authorization;

import java.util.List;
import java.util.Set;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.FactorGrantedAuthority;

/**
 * Signs two users in without a password: the demo viewer and the demo administrator. They can reach only the register of
 * synthetic people on this machine, from a browser on it.
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
