package org.muster.local.authorization;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2DeviceCode;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.core.OAuth2UserCode;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationCode;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;

/**
 * Remembers the latest authorizations, so that a code can be exchanged. Tokens are signed and need no memory, therefore
 * the oldest may go; Spring's in-memory service would keep each one for ever.
 */
final class RecentAuthorizations implements OAuth2AuthorizationService {

    private static final int AUTHORIZATIONS_MAX = 1_000;

    private final Map<String, OAuth2Authorization> byId = new LinkedHashMap<>();

    @Override
    public synchronized void save(OAuth2Authorization authorization) {
        byId.remove(authorization.getId());
        byId.put(authorization.getId(), authorization);
        if (byId.size() > AUTHORIZATIONS_MAX) {
            byId.remove(byId.keySet().iterator().next());
        }
    }

    @Override
    public synchronized void remove(OAuth2Authorization authorization) {
        byId.remove(authorization.getId());
    }

    @Override
    public synchronized OAuth2Authorization findById(String id) {
        return byId.get(id);
    }

    /** {@inheritDoc} An access token is no code, even if both belong to one authorization. */
    @Override
    public synchronized OAuth2Authorization findByToken(String token, OAuth2TokenType tokenType) {
        return byId.values().stream()
                .filter(authorization -> has(authorization, token, tokenType))
                .findFirst()
                .orElse(null);
    }

    private static boolean has(OAuth2Authorization authorization, String token, OAuth2TokenType tokenType) {
        if (token.equals(authorization.getAttribute(OAuth2ParameterNames.STATE))) {
            return tokenType == null || OAuth2ParameterNames.STATE.equals(tokenType.getValue());
        }
        OAuth2Authorization.Token<OAuth2Token> found = authorization.getToken(token);
        if (found == null || tokenType == null) {
            return found != null;
        }
        return switch (tokenType.getValue()) {
            case OAuth2ParameterNames.DEVICE_CODE -> found.getToken() instanceof OAuth2DeviceCode;
            case OAuth2ParameterNames.USER_CODE -> found.getToken() instanceof OAuth2UserCode;
            case OAuth2ParameterNames.CODE -> found.getToken() instanceof OAuth2AuthorizationCode;
            case OAuth2ParameterNames.ACCESS_TOKEN -> found.getToken() instanceof OAuth2AccessToken;
            case OAuth2ParameterNames.REFRESH_TOKEN -> found.getToken() instanceof OAuth2RefreshToken;
            case OidcParameterNames.ID_TOKEN -> found.getToken() instanceof OidcIdToken;
            default -> false;
        };
    }
}
