package org.muster.web.security;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSetUnavailableException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.text.ParseException;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The issuer's public keys: fetched when the first token comes, kept, and fetched again when they are old or a token names
 * one that is not among them, but not for each such token. They outlast an outage of the issuer.
 */
final class IssuerKeys implements JWKSetSource<SecurityContext> {

    private static final Duration KEPT_FOR = Duration.ofMinutes(5);
    private static final Duration FETCHED_WITHIN = Duration.ofSeconds(10);
    private static final Duration OUTAGE_MAX = Duration.ofHours(4);

    /** Two fetches in such a time; a token of a key that is newer waits for the next. */
    private static final Duration FETCH_INTERVAL = Duration.ofSeconds(10);

    private static final int HTTP_TIMEOUT_MILLIS = 2_000;
    private static final int DOCUMENT_BYTES_MAX = 100_000;

    private final String issuer;
    private final DefaultResourceRetriever http =
            new DefaultResourceRetriever(HTTP_TIMEOUT_MILLIS, HTTP_TIMEOUT_MILLIS, DOCUMENT_BYTES_MAX);
    private volatile URL keysUrl;
    private volatile Set<String> known = Set.of();
    private volatile boolean away;

    /**
     * @param issuer whose metadata say where the keys are
     * @param keysUri where they are; null to ask the issuer
     */
    IssuerKeys(String issuer, String keysUri) {
        this.issuer = issuer;
        try {
            this.keysUrl = keysUri == null ? null : URI.create(keysUri).toURL();
        } catch (IOException malformed) {
            throw new IllegalArgumentException("jwk-set-uri is no URL", malformed);
        }
    }

    /** Whether a key may be the issuer's though it is not among those that were fetched, because the last fetch failed. */
    boolean mayHave(String keyId) {
        return (away || known.isEmpty()) && (keyId == null || !known.contains(keyId));
    }

    JWKSource<SecurityContext> source() {
        return JWKSourceBuilder.create(this)
                .cache(KEPT_FOR.toMillis(), FETCHED_WITHIN.toMillis())
                .rateLimited(FETCH_INTERVAL.toMillis())
                .outageTolerant(OUTAGE_MAX.toMillis())
                .build();
    }

    @Override
    public JWKSet getJWKSet(JWKSetCacheRefreshEvaluator refresh, long now, SecurityContext context)
            throws KeySourceException {
        try {
            if (keysUrl == null) {
                keysUrl = discovered();
            }
            JWKSet keys = JWKSet.parse(http.retrieveResource(keysUrl).getContent());
            known = keys.getKeys().stream()
                    .map(key -> String.valueOf(key.getKeyID()))
                    .collect(Collectors.toUnmodifiableSet());
            away = false;
            return keys;
        } catch (IOException | ParseException | RuntimeException unavailable) {
            away = true;
            throw new JWKSetUnavailableException("The keys of " + issuer + " cannot be fetched", unavailable);
        }
    }

    private URL discovered() throws IOException {
        try {
            JsonNode metadata = JsonMapper.shared()
                    .readTree(http.retrieveResource(URI.create(issuer + "/.well-known/openid-configuration")
                                    .toURL())
                            .getContent());
            if (!issuer.equals(metadata.path("issuer").asString(""))) {
                throw new IOException("The metadata are another issuer's");
            }
            return URI.create(metadata.path("jwks_uri").asString("")).toURL();
        } catch (JacksonException notJson) {
            throw new IOException("The metadata are not JSON", notJson);
        }
    }

    @Override
    public void close() {
        // Nothing is held open between two fetches.
    }
}
