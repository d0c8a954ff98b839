package org.muster.commandside.vault;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.transaction.support.TransactionOperations;

/**
 * One key per volunteer, and per assignment that ended for a classified reason, in the table {@code vault.volunteer_key}, each wrapped by the master key and bound to the
 * volunteer's id, so that rows cannot be swapped. Destroying a key erases the person everywhere.
 */
final class VolunteerKeys {

    private final JdbcOperations jdbc;
    private final TransactionOperations transaction;
    private final Aead wrapping;
    private final FirstWritten rows;

    VolunteerKeys(JdbcOperations jdbc, TransactionOperations transaction, Aead wrapping) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.wrapping = wrapping;
        this.rows = new FirstWritten(jdbc, "vault.volunteer_key", "volunteer", "keyset");
    }

    /** A volunteer's key. */
    record VolunteerKey(KeysetHandle keyset) {

        Aead aead() throws GeneralSecurityException {
            return keyset.getPrimitive(Tink.ALGORITHMS, Aead.class);
        }

        /** A digest that is forgotten with the key: nobody can compute it again. */
        String digest(MasterKeys masterKeys, String digest) {
            return HexFormat.of().formatHex(masterKeys.digest(HexFormat.of().formatHex(secret()) + '\n' + digest));
        }

        private byte[] secret() {
            return ((AesGcmKey) keyset.getPrimary().getKey()).getKeyBytes().toByteArray(InsecureSecretKeyAccess.get());
        }
    }

    /**
     * The volunteers' keys, in their order; created where there are none, absent where one was destroyed. Any number of callers may ask at once, in any
     * process. A key is on disk when this returns.
     */
    List<Optional<VolunteerKey>> createOrRead(List<String> volunteers) throws GeneralSecurityException {
        List<KeysetHandle> fresh = new ArrayList<>(volunteers.size());
        List<FirstWritten.Proposed> proposed = new ArrayList<>(volunteers.size());
        for (String volunteer : volunteers) {
            KeysetHandle keyset = KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM, Tink.ALGORITHMS);
            fresh.add(keyset);
            proposed.add(new FirstWritten.Proposed(
                    volunteer,
                    TinkProtoKeysetFormat.serializeEncryptedKeyset(
                            keyset, wrapping, binding(volunteer), Tink.ALGORITHMS)));
        }
        List<byte[]> stored = rows.createOrRead(proposed);
        List<Optional<VolunteerKey>> keys = new ArrayList<>(stored.size());
        for (int i = 0; i < stored.size(); i++) {
            keys.add(
                    Arrays.equals(stored.get(i), proposed.get(i).value())
                            ? Optional.of(new VolunteerKey(fresh.get(i)))
                            : usable(volunteers.get(i), stored.get(i)));
        }
        return keys;
    }

    /** The volunteer's key; absent if the person was never registered or was erased. */
    Optional<VolunteerKey> read(String volunteer) throws GeneralSecurityException {
        Optional<byte[]> stored = rows.read(volunteer);
        return stored.isEmpty() ? Optional.empty() : usable(volunteer, stored.get());
    }

    /** A destroyed key is an empty one: no other can ever take its place. */
    private Optional<VolunteerKey> usable(String volunteer, byte[] keyset) throws GeneralSecurityException {
        return keyset.length == 0
                ? Optional.empty()
                : Optional.of(new VolunteerKey(TinkProtoKeysetFormat.parseEncryptedKeyset(
                        keyset, wrapping, binding(volunteer), Tink.ALGORITHMS)));
    }

    /**
     * Destroys the volunteer's key for good: none is ever made again, whatever is restored or sent again. Repeatable.
     *
     * @return whether there was a key
     */
    boolean destroy(String volunteer) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            int gone = jdbc.update(
                    "DELETE FROM vault.volunteer_key WHERE volunteer = ? AND length(keyset) > 0", volunteer);
            jdbc.update(
                    "INSERT INTO vault.volunteer_key (volunteer, keyset) VALUES (?, '') ON CONFLICT DO NOTHING",
                    volunteer);
            return gone == 1;
        }));
    }

    static byte[] binding(String volunteer) {
        return volunteer.getBytes(StandardCharsets.UTF_8);
    }
}
