package org.muster.commandside.vault;

import com.google.crypto.tink.Aead;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * A key encryption key in the master key file. All processes of an installation read one file; each notices within a call that it
 * was rotated.
 */
final class FileKeyEncryptionKey implements KeyEncryptionKey {

    /** A call that began before a rotation has long ended then, so nothing more is wrapped by an earlier version. */
    private static final Duration SETTLED = Duration.ofMinutes(1);

    private final PrivateFile file;
    private final Clock clock;
    private Instant read;
    private Aead current;

    FileKeyEncryptionKey(PrivateFile file, Clock clock) {
        this.file = file;
        this.clock = clock;
    }

    private synchronized Aead current() {
        Instant changed = file.changed();
        if (!changed.equals(read)) {
            current = MasterKeys.parse(file.read()).wrapping();
            read = changed;
        }
        return current;
    }

    @Override
    public byte[] encrypt(byte[] key, byte[] binding) throws GeneralSecurityException {
        return current().encrypt(key, binding);
    }

    @Override
    public byte[] decrypt(byte[] wrapped, byte[] binding) throws GeneralSecurityException {
        return current().decrypt(wrapped, binding);
    }

    @Override
    public byte[] rewrap(byte[] wrapped, byte[] binding) throws GeneralSecurityException {
        return encrypt(decrypt(wrapped, binding), binding);
    }

    @Override
    public void rotate() {
        file.replace(MasterKeys.rotated(file.read()));
    }

    @Override
    public void retire() {
        if (file.changed().plus(SETTLED).isAfter(clock.instant())) {
            throw new IllegalStateException(
                    "the key file was changed within the last minute: a process may still use the earlier key");
        }
        file.replace(MasterKeys.retired(file.read()));
    }
}
