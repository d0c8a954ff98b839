package org.muster.commandside.vault;

import com.google.crypto.tink.Aead;
import java.security.GeneralSecurityException;

/**
 * Wraps the keys under which persons are sealed, bound to whose they are. It has versions: the latest one wraps, and each earlier one
 * opens until it is retired. What cannot be reached is a {@link VaultUnavailableException}; what cannot be opened, a {@link
 * GeneralSecurityException}.
 */
interface KeyEncryptionKey extends Aead {

    /** The same key wrapped by the latest version, bound to the same. */
    byte[] rewrap(byte[] wrapped, byte[] binding) throws GeneralSecurityException;

    /** Makes a version that wraps from now on. */
    void rotate();

    /**
     * Destroys all versions but the latest: whatever they wrapped, in backups too, is never opened again.
     *
     * @throws IllegalStateException if a process may still wrap by an earlier one
     */
    void retire();
}
