package org.muster.commandside.vault;

import java.net.URI;
import java.nio.file.Path;

/**
 * Where a HashiCorp Vault keeps the key encryption key.
 *
 * @param address of the server, without a path
 * @param mount of the Transit engine
 * @param key its name there; must be derived
 * @param tokenFile the file with the token, for its owner alone
 */
public record TransitSettings(URI address, String mount, String key, Path tokenFile) {

    public TransitSettings {
        if (address == null || mount == null || key == null || tokenFile == null) {
            throw new IllegalArgumentException(
                    "muster.vault.transit needs address, mount, key and token-file, or none of them");
        }
    }
}
