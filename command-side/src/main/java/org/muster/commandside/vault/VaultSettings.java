package org.muster.commandside.vault;

import java.nio.file.Path;
import java.util.Optional;
import org.springframework.boot.context.properties.bind.ConstructorBinding;

/**
 * Where the vault's secrets are.
 *
 * @param masterKeyFile the file with the master keys
 * @param createMasterKey whether a first start creates it; an installation with more than one process brings its own
 * @param transit where the key is that wraps the persons' keys; in the master key file where it is absent
 */
public record VaultSettings(Path masterKeyFile, boolean createMasterKey, Optional<TransitSettings> transit) {

    @ConstructorBinding
    public VaultSettings {
        // Spring Boot binds null to what is not set.
        transit = transit == null ? Optional.empty() : transit;
    }

    /** All in one file. */
    public VaultSettings(Path masterKeyFile, boolean createMasterKey) {
        this(masterKeyFile, createMasterKey, Optional.empty());
    }
}
