package org.muster.commandside.vault;

import java.nio.file.Path;

/**
 * Where the vault's secrets are.
 *
 * @param masterKeyFile the file with the master keys
 * @param createMasterKey whether a first start creates it; an installation with more than one process brings its own
 */
public record VaultSettings(Path masterKeyFile, boolean createMasterKey) {}
