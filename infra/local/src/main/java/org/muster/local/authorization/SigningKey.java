package org.muster.local.authorization;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.Optional;

/** The key that signs tokens. It is stored, so that tokens and fetched key sets survive a restart. */
final class SigningKey {

    private static final int BITS = 2048;

    private SigningKey() {}

    static RSAKey in(Path path) {
        PrivateFile file = new PrivateFile(path);
        Optional<String> stored = file.read();
        try {
            if (stored.isPresent()) {
                return RSAKey.parse(stored.get());
            }
            RSAKey key = new RSAKeyGenerator(BITS)
                    .keyUse(KeyUse.SIGNATURE)
                    .keyIDFromThumbprint(true)
                    .generate();
            file.write(key.toJSONString() + "\n");
            return key;
        } catch (ParseException | JOSEException e) {
            throw new IllegalStateException("Cannot make or read the signing key " + path, e);
        }
    }
}
