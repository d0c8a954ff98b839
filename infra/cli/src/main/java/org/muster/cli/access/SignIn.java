package org.muster.cli.access;

import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A person who signed in on this machine, until they sign out or the sign-in ends. The token is renewed before its end; a refresh token
 * may be good only once, so only one process at a time renews it, and the others take what it got.
 */
public final class SignIn implements TokenSource {

    private static final String FILE = "signed-in.json";
    private static final String LOCK = "signed-in.lock";

    private final OAuth oauth;
    private final PrivateFolder folder;

    /** The sign-in of this user. */
    public static SignIn ofUser() {
        return new SignIn(new OAuth(MusterClient.http()), PrivateFolder.ofUser(System.getenv()));
    }

    SignIn(OAuth oauth, PrivateFolder folder) {
        this.oauth = oauth;
        this.folder = folder;
    }

    /** What is kept of a sign-in. */
    private record Kept(
            URI tokenUrl, String client, String token, Instant endsAt, String refreshToken, String revokeUrl) {

        static Kept of(JsonNode kept) {
            return new Kept(
                    MusterClient.parse(kept.path("tokenUrl").asString("")),
                    kept.path("client").asString(""),
                    kept.path("token").asString(""),
                    Instant.ofEpochSecond(kept.path("endsAt").asLong(0)),
                    kept.path("refreshToken").asString(""),
                    kept.path("revokeUrl").asString(""));
        }

        boolean isGood() {
            return endsAt.minus(TokenCache.RESERVE).isAfter(Instant.now());
        }
    }

    private Optional<Kept> kept() {
        return folder.read(FILE).map(Kept::of);
    }

    /** Whether somebody is signed in. */
    boolean isThere() {
        return kept().isPresent();
    }

    /**
     * Keeps what the issuer granted.
     *
     * @param revokeUrl where it can be given back; empty if nowhere
     * @param otherwise the refresh token, if it granted none
     * @throws UsageException if nothing can be kept here for its owner only
     */
    void keep(URI tokenUrl, String client, String revokeUrl, OAuth.Answer granted, String otherwise) {
        Map<String, Object> kept = new LinkedHashMap<>();
        kept.put("tokenUrl", tokenUrl.toString());
        kept.put("client", client);
        kept.put("revokeUrl", revokeUrl);
        kept.put("token", granted.text("access_token", tokenUrl));
        kept.put(
                "endsAt",
                Instant.now()
                        .plusSeconds(granted.body().path("expires_in").asInt(Tokens.SECONDS_UNSAID))
                        .getEpochSecond());
        kept.put("refreshToken", granted.body().path("refresh_token").asString(otherwise));
        if (!folder.write(FILE, kept)) {
            throw new UsageException(
                    "a sign-in cannot be kept for its owner only: see $XDG_CACHE_HOME or ~/.cache, folder muster");
        }
    }

    @Override
    public String token() {
        Kept now = kept().orElseThrow(SignIn::ended);
        return now.isGood() ? now.token() : renewed(now);
    }

    @Override
    public Optional<String> another() {
        return kept().map(this::renewed);
    }

    private String renewed(Kept old) {
        return folder.locked(LOCK, () -> {
            Kept now = kept().orElseThrow(SignIn::ended);
            if (!now.token().equals(old.token()) && now.isGood()) {
                return now.token();
            }
            if (now.refreshToken().isEmpty()) {
                throw ended();
            }
            OAuth.Answer answer = oauth.post(
                    now.tokenUrl(),
                    form("grant_type", "refresh_token", "refresh_token", now.refreshToken(), "client_id", now.client()),
                    Optional.empty());
            if (answer.status() != 200) {
                folder.delete(FILE);
                throw ended();
            }
            // RFC 6749, section 6: where there is no other refresh token, the one that was used stays.
            keep(now.tokenUrl(), now.client(), now.revokeUrl(), answer, now.refreshToken());
            return answer.text("access_token", now.tokenUrl());
        });
    }

    /**
     * Forgets the sign-in here, and asks the issuer to.
     *
     * @return whether somebody was signed in
     * @throws UnavailableException if the issuer cannot be asked
     */
    public boolean end() {
        Optional<Kept> was = kept();
        folder.delete(FILE);
        was.filter(kept -> !kept.revokeUrl().isEmpty() && !kept.refreshToken().isEmpty())
                .ifPresent(kept -> oauth.post(
                        MusterClient.parse(kept.revokeUrl()),
                        form(
                                "token",
                                kept.refreshToken(),
                                "token_type_hint",
                                "refresh_token",
                                "client_id",
                                kept.client()),
                        Optional.empty()));
        return was.isPresent();
    }

    static Map<String, String> form(String... namesAndValues) {
        Map<String, String> form = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            form.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return form;
    }

    private static NotPermittedException ended() {
        return new NotPermittedException("your sign-in has ended: muster login");
    }
}
