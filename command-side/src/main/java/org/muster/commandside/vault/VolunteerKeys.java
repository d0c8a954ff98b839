package org.muster.commandside.vault;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * One key per volunteer, in the table {@code vault.volunteer_key}, each wrapped by the master key and bound to the
 * volunteer's id, so that rows cannot be swapped. Deleting a row erases the person everywhere.
 */
final class VolunteerKeys {

    /**
     * One statement, so one commit: the key is on disk before anything sealed with it is recorded. Whoever is second reads
     * the row of the first, so all callers use one key; and nobody needs the right to change one.
     */
    private static final String CREATE = """
            INSERT INTO vault.volunteer_key (volunteer, keyset) VALUES (:volunteer, :keyset)
            ON CONFLICT DO NOTHING RETURNING keyset
            """;

    private final JdbcClient jdbc;
    private final Aead wrapping;

    VolunteerKeys(JdbcClient jdbc, Aead wrapping) {
        this.jdbc = jdbc;
        this.wrapping = wrapping;
    }

    /** The volunteer's key; created if there is none. Any number of callers may ask at once, in any process. */
    Aead createOrRead(String volunteer) throws GeneralSecurityException {
        KeysetHandle fresh = KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM, Tink.ALGORITHMS);
        byte[] wrapped =
                TinkProtoKeysetFormat.serializeEncryptedKeyset(fresh, wrapping, binding(volunteer), Tink.ALGORITHMS);
        while (true) {
            Optional<byte[]> created = jdbc.sql(CREATE)
                    .param("volunteer", volunteer)
                    .param("keyset", wrapped)
                    .query(byte[].class)
                    .optional();
            if (created.isPresent()) {
                return unwrap(volunteer, created.get());
            }
            // Somebody else was first, and could only have been erased meanwhile.
            Optional<Aead> known = read(volunteer);
            if (known.isPresent()) {
                return known.get();
            }
        }
    }

    /** The volunteer's key; absent if the person was never registered or was erased. */
    Optional<Aead> read(String volunteer) throws GeneralSecurityException {
        Optional<byte[]> stored = jdbc.sql("SELECT keyset FROM vault.volunteer_key WHERE volunteer = :volunteer")
                .param("volunteer", volunteer)
                .query(byte[].class)
                .optional();
        return stored.isEmpty() ? Optional.empty() : Optional.of(unwrap(volunteer, stored.get()));
    }

    private Aead unwrap(String volunteer, byte[] keyset) throws GeneralSecurityException {
        return TinkProtoKeysetFormat.parseEncryptedKeyset(keyset, wrapping, binding(volunteer), Tink.ALGORITHMS)
                .getPrimitive(Tink.ALGORITHMS, Aead.class);
    }

    static byte[] binding(String volunteer) {
        return volunteer.getBytes(StandardCharsets.UTF_8);
    }
}
