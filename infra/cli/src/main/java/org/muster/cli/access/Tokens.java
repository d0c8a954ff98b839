package org.muster.cli.access;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Gives access tokens of a client with a secret: the one that is at hand, the kept one, or a fresh one. */
final class Tokens implements TokenSource {

    /** How long a token is good of which nobody says how long it is. */
    static final int SECONDS_UNSAID = 60;

    private final OAuth oauth;
    private final Optional<String> given;
    private final Supplier<Credentials> credentials;
    private final TokenCache cache;

    /**
     * @param given a token that the caller has; then no other one is asked for
     * @param credentials asked for only if they are needed
     */
    Tokens(OAuth oauth, Optional<String> given, Supplier<Credentials> credentials, TokenCache cache) {
        this.oauth = oauth;
        this.given = given;
        this.credentials = credentials;
        this.cache = cache;
    }

    @Override
    public String token() {
        return given.orElseGet(() -> {
            Credentials known = credentials.get();
            return cache.read(known, Instant.now()).orElseGet(() -> fresh(known));
        });
    }

    @Override
    public Optional<String> another() {
        if (given.isPresent()) {
            return Optional.empty();
        }
        Credentials known = credentials.get();
        cache.forget(known);
        return Optional.of(fresh(known));
    }

    private String fresh(Credentials known) {
        String basic = Base64.getEncoder()
                .encodeToString((OAuth.encoded(known.client()) + ":" + OAuth.encoded(known.secret()))
                        .getBytes(StandardCharsets.UTF_8));
        Map<String, String> form = new LinkedHashMap<>(Map.of("grant_type", "client_credentials"));
        if (!known.scopes().isEmpty()) {
            form.put("scope", known.scopes());
        }
        OAuth.Answer answer = oauth.post(known.tokenUrl(), form, Optional.of(basic));
        if (answer.status() != 200 || !answer.body().path("access_token").isString()) {
            throw new NotPermittedException(
                    "%s gives client %s no token: %s".formatted(known.tokenUrl(), known.client(), answer.error()));
        }
        String token = answer.body().path("access_token").stringValue();
        cache.write(
                known,
                token,
                Instant.now().plusSeconds(answer.body().path("expires_in").asInt(SECONDS_UNSAID)));
        return token;
    }
}
