package org.muster.cli.access;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Signs a person in by RFC 8628: this program gets a code, the person lets it in with a browser on any machine, and this program asks
 * meanwhile whether they did, as often as the issuer allows.
 */
public final class DeviceLogin {

    private static final String GRANT = "urn:ietf:params:oauth:grant-type:device_code";
    private static final Duration INTERVAL = Duration.ofSeconds(5);
    private static final Duration SLOWER_BY = Duration.ofSeconds(5);
    private static final int SECONDS_UNSAID = 300;

    private final OAuth oauth;
    private final SignIn signIn;
    private final Wait wait;

    /** Lets time pass. */
    @FunctionalInterface
    interface Wait {
        void pass(Duration time) throws InterruptedException;
    }

    /** Signs this user in. */
    public static DeviceLogin ofUser() {
        return new DeviceLogin(new OAuth(MusterClient.http()), SignIn.ofUser(), Thread::sleep);
    }

    DeviceLogin(OAuth oauth, SignIn signIn, Wait wait) {
        this.oauth = oauth;
        this.signIn = signIn;
        this.wait = wait;
    }

    /**
     * Asks the issuer for a code, and waits for the person.
     *
     * @param issuer its address, as its own description has it
     * @param client the name that this program has there
     * @param scopes asked for, separated by spaces
     * @param show gets the address and the code for the person, or an address with the code in it and an empty code
     * @return the scopes that were granted
     * @throws NotPermittedException if the person or the issuer does not let it in
     */
    public String run(URI issuer, String client, String scopes, BiConsumer<String, String> show) {
        OAuth.Answer known = oauth.get(
                MusterClient.parse(issuer.toString().replaceAll("/+$", "") + "/.well-known/openid-configuration"));
        if (known.status() != 200
                || !known.text("issuer", issuer)
                        .replaceAll("/+$", "")
                        .equals(issuer.toString().replaceAll("/+$", ""))) {
            throw new NotPermittedException(issuer + " does not describe itself as an issuer of tokens");
        }
        if (!known.body().has("device_authorization_endpoint")) {
            throw new NotPermittedException(issuer + " lets nobody in by a code: use a client with a secret");
        }
        URI codes = MusterClient.parse(known.text("device_authorization_endpoint", issuer));
        URI tokens = MusterClient.safe(MusterClient.parse(known.text("token_endpoint", issuer)));
        OAuth.Answer code = oauth.post(codes, SignIn.form("client_id", client, "scope", scopes), Optional.empty());
        if (code.status() != 200) {
            throw new NotPermittedException("%s gives client %s no code: %s".formatted(issuer, client, code.error()));
        }
        show.accept(code.text("verification_uri", issuer), code.text("user_code", issuer));
        if (code.body().path("verification_uri_complete").isString()) {
            show.accept(code.text("verification_uri_complete", issuer), "");
        }
        OAuth.Answer granted = await(tokens, client, code, issuer);
        signIn.keep(tokens, client, known.body().path("revocation_endpoint").asString(""), granted, "");
        return granted.body().path("scope").asString(scopes);
    }

    private OAuth.Answer await(URI tokens, String client, OAuth.Answer code, URI issuer) {
        Duration interval =
                Duration.ofSeconds(Math.max(1, code.body().path("interval").asLong(INTERVAL.toSeconds())));
        Instant end = Instant.now().plusSeconds(code.body().path("expires_in").asLong(SECONDS_UNSAID));
        while (Instant.now().isBefore(end)) {
            pass(interval);
            OAuth.Answer answer;
            try {
                answer = oauth.post(
                        tokens,
                        SignIn.form(
                                "grant_type",
                                GRANT,
                                "device_code",
                                code.text("device_code", issuer),
                                "client_id",
                                client),
                        Optional.empty());
            } catch (UnavailableException passing) {
                // As the RFC has it: a server that does not answer is asked less and less often.
                interval = interval.multipliedBy(2);
                continue;
            }
            if (answer.status() == 200) {
                return answer;
            }
            switch (answer.error()) {
                case "authorization_pending" -> {}
                case "slow_down" -> interval = interval.plus(SLOWER_BY);
                case "access_denied" -> throw new NotPermittedException("you were not let in");
                case "expired_token" -> throw late();
                default -> throw new NotPermittedException("%s gives no token: %s".formatted(tokens, answer.error()));
            }
        }
        throw late();
    }

    private void pass(Duration time) {
        try {
            wait.pass(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnavailableException("interrupted", e);
        }
    }

    private static NotPermittedException late() {
        return new NotPermittedException("the code has ended before anybody let you in: muster login");
    }
}
