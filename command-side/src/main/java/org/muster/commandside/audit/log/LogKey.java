package org.muster.commandside.audit.log;

import java.nio.charset.StandardCharsets;
import org.muster.commandside.vault.PrivateFile;
import org.muster.tlog.note.Ed25519Signer;
import org.muster.tlog.note.MalformedNoteException;

/** The key that signs checkpoints, in a file apart from database and vault. */
final class LogKey {

    private LogKey() {}

    /**
     * Reads the key; makes it on a first start where that is allowed.
     *
     * @throws IllegalStateException if the file is missing, not private, no key, or the key of another log. The message holds
     *     no secret
     */
    static Ed25519Signer read(AuditLogSettings settings) {
        PrivateFile file = new PrivateFile("muster.audit.key-file", settings.keyFile());
        if (settings.createKey()) {
            file.createUnlessPresent(
                    () -> (Ed25519Signer.generate(settings.origin()) + "\n").getBytes(StandardCharsets.UTF_8));
        }
        Ed25519Signer signer = parse(new String(file.read(), StandardCharsets.UTF_8).strip());
        if (!signer.verifier().name().equals(settings.origin())) {
            throw new IllegalStateException(
                    "muster.audit.key-file: the key is that of %s, and muster.audit.origin is %s"
                            .formatted(signer.verifier().name(), settings.origin()));
        }
        return signer;
    }

    private static Ed25519Signer parse(String text) {
        try {
            return Ed25519Signer.parse(text);
        } catch (MalformedNoteException e) {
            throw new IllegalStateException("muster.audit.key-file: " + e.getMessage());
        }
    }
}
