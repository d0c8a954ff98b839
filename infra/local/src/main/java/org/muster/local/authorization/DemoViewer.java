package org.muster.local.authorization;

import java.util.List;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.FactorGrantedAuthority;

/**
 * Lets one user in, without a password: the viewer of the demo. What that opens is this machine's reports of synthetic
 * people, and only to a browser on it.
 */
final class DemoViewer implements AuthenticationProvider {

    static final String NAME = "demo-viewer";

    @Override
    public Authentication authenticate(Authentication asked) {
        if (!NAME.equals(asked.getName())) {
            throw new BadCredentialsException("There is only " + NAME);
        }
        return UsernamePasswordAuthenticationToken.authenticated(
                // When the button was pressed: ID tokens state it as auth_time.
                NAME, "", List.of(FactorGrantedAuthority.fromAuthority(FactorGrantedAuthority.PASSWORD_AUTHORITY)));
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
    }
}
