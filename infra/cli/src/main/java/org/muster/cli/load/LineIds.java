package org.muster.cli.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Gives each line of an import its id: the same line gets the same one again, so that a second run records nothing twice, and a line
 * that was changed gets another. The ids are keyed, because a line may be personal and short enough to guess, and ids are published.
 */
final class LineIds {

    private static final int KEY_BYTES = 32;
    private static final String MAC = "HmacSHA256";

    private final SecretKeySpec key;
    private final Map<UUID, Integer> seen = new HashMap<>();

    /** @param key of {@link #newKey()}, one for each import */
    LineIds(byte[] key) {
        this.key = new SecretKeySpec(key, MAC);
    }

    static byte[] newKey() {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return key;
    }

    /** The id of the next line; lines that are alike are told apart by their order. */
    UUID next(String command, String data) {
        UUID alike = id(command, data, 0);
        int before = seen.merge(alike, 1, Integer::sum) - 1;
        return before == 0 ? alike : id(command, data, before);
    }

    private UUID id(String command, String data, int before) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(key);
            ByteBuffer digest = ByteBuffer.wrap(
                    mac.doFinal((command + '\n' + before + '\n' + data).getBytes(StandardCharsets.UTF_8)));
            // Version 8 of RFC 9562: the bits are the application's own.
            return new UUID(
                    digest.getLong() & 0xFFFFFFFFFFFF0FFFL | 0x8000L,
                    digest.getLong() & 0x3FFFFFFFFFFFFFFFL | 0x8000000000000000L);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
