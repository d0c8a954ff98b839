package org.muster.local.authorization;

import com.nimbusds.jose.jwk.RSAKey;
import java.net.URI;
import java.util.List;

/**
 * The settings of the server.
 *
 * @param issuer the server's address, without a slash at the end
 * @param pageUrl the dashboard's page
 * @param clients the clients with a secret
 * @param key signs tokens
 */
record AuthorizationSettings(String issuer, String pageUrl, List<DemoClient> clients, RSAKey key) {

    AuthorizationSettings {
        clients = List.copyOf(clients);
    }

    /** The origin that the page's scripts call from. */
    String pageOrigin() {
        URI url = URI.create(pageUrl);
        return url.getScheme() + "://" + url.getAuthority();
    }

    /** Keeps the key and the secrets out of logs. */
    @Override
    public String toString() {
        return "AuthorizationSettings[" + issuer + "]";
    }
}
