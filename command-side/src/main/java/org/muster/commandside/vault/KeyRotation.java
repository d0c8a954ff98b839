package org.muster.commandside.vault;

import com.google.crypto.tink.proto.EncryptedKeyset;
import com.google.protobuf.ByteString;
import com.google.protobuf.ExtensionRegistryLite;
import com.google.protobuf.InvalidProtocolBufferException;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Puts another key around the keys of all persons. No event is read or changed. It may be repeated, also after it broke off, while
 * the command side serves.
 */
public final class KeyRotation {

    private static final int PAGE = 500;

    private final JdbcOperations database;
    private final KeyEncryptionKey wrapping;

    KeyRotation(DataSource database, KeyEncryptionKey wrapping) {
        this.database = new JdbcTemplate(database);
        this.wrapping = wrapping;
    }

    /**
     * Of an installation.
     *
     * @param database as the role that owns the vault: the one that serves cannot change a key
     */
    public static KeyRotation of(DataSource database, VaultSettings settings) {
        return new KeyRotation(database, Vault.wrapping(settings, Clock.systemUTC()));
    }

    /**
     * Makes a version of the key encryption key, and wraps all keys by it. Earlier versions still open what they wrapped.
     *
     * @return how many keys there are
     * @throws IllegalStateException if a key cannot be opened
     */
    public long rotate() {
        wrapping.rotate();
        return rewrap();
    }

    /**
     * Wraps all keys by the latest version and destroys all others, and with them the keys in every backup from before the last
     * rotation.
     *
     * @return how many keys there are
     * @throws IllegalStateException if a key cannot be opened, or a process may still use an earlier version: then none is
     *     destroyed
     */
    public long retire() {
        long keys = rewrap();
        wrapping.retire();
        return keys;
    }

    /** An owner's key. */
    private record Wrapped(String owner, byte[] keyset) {}

    private long rewrap() {
        long keys = 0;
        String after = "";
        List<Wrapped> page;
        do {
            page = database.query("""
                    SELECT volunteer, keyset FROM vault.volunteer_key
                    WHERE volunteer > ? AND length(keyset) > 0 ORDER BY volunteer LIMIT ?""", (row, n) -> new Wrapped(row.getString(1), row.getBytes(2)), after, PAGE);
            if (!page.isEmpty()) {
                keys += replace(page);
                after = page.getLast().owner();
            }
        } while (page.size() == PAGE);
        return keys;
    }

    /** In one statement, and only in the place of what was read: whoever is erased meanwhile stays erased. */
    private int replace(List<Wrapped> page) {
        byte[][] latest = page.stream().map(this::rewrapped).toArray(byte[][]::new);
        return database.update("""
                UPDATE vault.volunteer_key k SET keyset = page.latest
                FROM unnest(?::text[], ?::bytea[], ?::bytea[]) AS page (volunteer, earlier, latest)
                WHERE k.volunteer = page.volunteer AND k.keyset = page.earlier""", statement -> {
            Connection connection = statement.getConnection();
            statement.setArray(
                    1,
                    connection.createArrayOf(
                            "text", page.stream().map(Wrapped::owner).toArray()));
            statement.setArray(
                    2,
                    connection.createArrayOf(
                            "bytea", page.stream().map(Wrapped::keyset).toArray(byte[][]::new)));
            statement.setArray(3, connection.createArrayOf("bytea", latest));
        });
    }

    private byte[] rewrapped(Wrapped one) {
        try {
            EncryptedKeyset keyset = EncryptedKeyset.parseFrom(one.keyset(), ExtensionRegistryLite.getEmptyRegistry());
            byte[] wrapped =
                    wrapping.rewrap(keyset.getEncryptedKeyset().toByteArray(), VolunteerKeys.binding(one.owner()));
            return keyset.toBuilder()
                    .setEncryptedKeyset(ByteString.copyFrom(wrapped))
                    .build()
                    .toByteArray();
        } catch (GeneralSecurityException | InvalidProtocolBufferException e) {
            throw new IllegalStateException("the key of " + one.owner() + " cannot be opened; nothing was retired", e);
        }
    }
}
