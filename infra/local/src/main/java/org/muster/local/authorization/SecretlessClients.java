package org.muster.local.authorization;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.web.authentication.AuthenticationConverter;

/**
 * Takes a program on somebody's machine by its name, which can keep no secret: to ask for a code, to ask whether a person let it in, to
 * renew what it got, and to give it back. Spring does so only where a code is exchanged with a proof (PKCE), which these requests do not
 * have; what they have in place of it is the device code or the refresh token.
 */
final class SecretlessClients implements AuthenticationConverter, AuthenticationProvider {

    private final RegisteredClientRepository registered;

    SecretlessClients(RegisteredClientRepository registered) {
        this.registered = registered;
    }

    /** A client that gave its name and nothing else. A kind of its own, so that no other request is taken for one. */
    private static final class Named extends OAuth2ClientAuthenticationToken {

        private static final long serialVersionUID = 1L;

        Named(String client) {
            super(client, ClientAuthenticationMethod.NONE, null, null);
        }
    }

    @Override
    public Authentication convert(HttpServletRequest request) {
        String[] clients = request.getParameterValues(OAuth2ParameterNames.CLIENT_ID);
        return clients != null
                        && clients.length == 1
                        && !clients[0].isBlank()
                        && request.getHeader(HttpHeaders.AUTHORIZATION) == null
                        && request.getParameter(OAuth2ParameterNames.CLIENT_SECRET) == null
                        && isFor(request.getServletPath(), request.getParameter(OAuth2ParameterNames.GRANT_TYPE))
                ? new Named(clients[0])
                : null;
    }

    private static boolean isFor(String path, String grant) {
        return switch (path) {
            case "/oauth2/device_authorization", "/oauth2/revoke" -> true;
            case "/oauth2/token" ->
                AuthorizationGrantType.DEVICE_CODE.getValue().equals(grant)
                        || AuthorizationGrantType.REFRESH_TOKEN.getValue().equals(grant);
            default -> false;
        };
    }

    @Override
    public Authentication authenticate(Authentication asked) {
        RegisteredClient client = registered.findByClientId(asked.getName());
        if (client == null
                || !client.getClientAuthenticationMethods().contains(ClientAuthenticationMethod.NONE)
                || !client.getAuthorizationGrantTypes().contains(AuthorizationGrantType.DEVICE_CODE)) {
            throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_CLIENT);
        }
        return new OAuth2ClientAuthenticationToken(client, ClientAuthenticationMethod.NONE, null);
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return Named.class.isAssignableFrom(authentication);
    }
}
