package org.muster.local.authorization;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Compares client secrets in constant time. They are 256 random bits, in clear in a file of the same machine, so
 * a slow hash would protect nothing.
 */
final class SecretComparison implements PasswordEncoder {

    @Override
    public String encode(CharSequence secret) {
        return secret.toString();
    }

    @Override
    public boolean matches(CharSequence secret, String registered) {
        return MessageDigest.isEqual(
                secret.toString().getBytes(StandardCharsets.UTF_8), registered.getBytes(StandardCharsets.UTF_8));
    }
}
