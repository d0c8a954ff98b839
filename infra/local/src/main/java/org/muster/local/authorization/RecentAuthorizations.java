package org.muster.local.authorization;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
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

    /** {@inheritDoc} The type narrows the search in larger stores; here each token is compared. */
    @Override
    public synchronized OAuth2Authorization findByToken(String token, OAuth2TokenType tokenType) {
        return byId.values().stream()
                .filter(authorization ->
                        authorization.getToken(token) != null || token.equals(authorization.getAttribute("state")))
                .findFirst()
                .orElse(null);
    }
}
