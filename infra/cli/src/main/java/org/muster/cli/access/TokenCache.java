package org.muster.cli.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/** Keeps tokens of clients until they end, for their owner only. */
final class TokenCache {

    /** A token that ends while a request is on its way is none. */
    static final Duration RESERVE = Duration.ofSeconds(30);

    private static final int NAME_LENGTH = 32;

    private final PrivateFolder folder;

    TokenCache(PrivateFolder folder) {
        this.folder = folder;
    }

    /** The token for these credentials, if one is kept and has not ended. */
    Optional<String> read(Credentials credentials, Instant now) {
        return folder.read(name(credentials))
                .filter(kept -> Instant.ofEpochSecond(kept.path("endsAt").asLong(0))
                        .minus(RESERVE)
                        .isAfter(now))
                .map(kept -> kept.path("token").asString(""));
    }

    /** Keeps a token; says nothing if that cannot be done, since the next call only asks for another one. */
    void write(Credentials credentials, String token, Instant endsAt) {
        folder.write(name(credentials), Map.of("token", token, "endsAt", endsAt.getEpochSecond()));
    }

    /** Forgets the token for these credentials. */
    void forget(Credentials credentials) {
        folder.delete(name(credentials));
    }

    /** Named after whom it is for, not readably. */
    private static String name(Credentials credentials) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(String.join(
                                    "\n", credentials.tokenUrl().toString(), credentials.client(), credentials.scopes())
                            .getBytes(StandardCharsets.UTF_8));
            return "token-" + HexFormat.of().formatHex(digest).substring(0, NAME_LENGTH) + ".json";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
