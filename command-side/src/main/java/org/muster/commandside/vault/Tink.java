package org.muster.commandside.vault;

import com.google.crypto.tink.Configuration;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.prf.PrfConfig;
import com.google.crypto.tink.streamingaead.StreamingAeadConfig;
import java.security.GeneralSecurityException;

/** The algorithms of Tink that the vault uses. */
final class Tink {

    static final Configuration ALGORITHMS = register();

    private Tink() {}

    private static Configuration register() {
        try {
            AeadConfig.register();
            PrfConfig.register();
            StreamingAeadConfig.register();
            return RegistryConfiguration.get();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM lacks the vault's algorithms", e);
        }
    }
}
