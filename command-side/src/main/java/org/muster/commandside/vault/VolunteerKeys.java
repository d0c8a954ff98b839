package org.muster.commandside.vault;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.PreparedStatementCreator;
import org.springframework.transaction.support.TransactionOperations;

/**
 * One key per volunteer, in the table {@code vault.volunteer_key}, each wrapped by the master key and bound to the
 * volunteer's id, so that rows cannot be swapped. Destroying a key erases the person everywhere.
 *
 * <p>Keys are written as events are: callers queue, and one of them writes all that wait in one statement. It is one commit,
 * so each key is on disk before anything sealed with it is recorded. Whoever is second reads the row of the first, so all
 * callers use one key; and nobody needs the right to change one.
 */
final class VolunteerKeys {

    /** Keys of one statement. */
    private static final int KEYS_MAX = 1_000;

    private static final String CREATE = """
            INSERT INTO vault.volunteer_key (volunteer, keyset) SELECT * FROM unnest(?::text[], ?::bytea[])
            ON CONFLICT DO NOTHING RETURNING volunteer, keyset
            """;

    private static final String READ = "SELECT volunteer, keyset FROM vault.volunteer_key WHERE volunteer = ANY (?)";

    private final JdbcOperations jdbc;
    private final TransactionOperations transaction;
    private final Aead wrapping;

    private final Queue<Wanted> waiting = new ConcurrentLinkedQueue<>();
    private final ReentrantLock writing = new ReentrantLock();

    VolunteerKeys(JdbcOperations jdbc, TransactionOperations transaction, Aead wrapping) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.wrapping = wrapping;
    }

    /** A key that a caller waits for. What is written to it is guarded by {@link #writing}. */
    private static final class Wanted {

        final String volunteer;
        final KeysetHandle fresh;
        final byte[] wrapped;
        byte[] stored;
        RuntimeException failure;

        Wanted(String volunteer, KeysetHandle fresh, byte[] wrapped) {
            this.volunteer = volunteer;
            this.fresh = fresh;
            this.wrapped = wrapped;
        }

        boolean isDone() {
            return stored != null || failure != null;
        }
    }

    /**
     * The volunteers' keys, in their order; created where there are none, absent where one was destroyed. Any number of callers may ask at once, in any
     * process.
     */
    List<Optional<Aead>> createOrRead(List<String> volunteers) throws GeneralSecurityException {
        List<Wanted> mine = new ArrayList<>(volunteers.size());
        for (String volunteer : volunteers) {
            KeysetHandle fresh = KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM, Tink.ALGORITHMS);
            mine.add(new Wanted(
                    volunteer,
                    fresh,
                    TinkProtoKeysetFormat.serializeEncryptedKeyset(
                            fresh, wrapping, binding(volunteer), Tink.ALGORITHMS)));
        }
        waiting.addAll(mine);
        // Who comes while another writes waits here, and finds its keys written or writes all that have queued
        // meanwhile.
        writing.lock();
        try {
            while (!mine.stream().allMatch(Wanted::isDone)) {
                writeThoseThatWait();
            }
        } finally {
            writing.unlock();
        }
        List<Optional<Aead>> keys = new ArrayList<>(mine.size());
        for (Wanted wanted : mine) {
            keys.add(key(wanted));
        }
        return keys;
    }

    private Optional<Aead> key(Wanted wanted) throws GeneralSecurityException {
        if (wanted.failure != null) {
            throw wanted.failure;
        }
        return Arrays.equals(wanted.stored, wanted.wrapped)
                ? Optional.of(wanted.fresh.getPrimitive(Tink.ALGORITHMS, Aead.class))
                : usable(wanted.volunteer, wanted.stored);
    }

    private void writeThoseThatWait() {
        List<Wanted> now = new ArrayList<>();
        while (now.size() < KEYS_MAX && !waiting.isEmpty()) {
            now.add(waiting.remove());
        }
        Queue<Wanted> left = new ArrayDeque<>(now);
        try {
            while (!left.isEmpty()) {
                Map<String, byte[]> stored = create(left);
                if (stored.size() < left.size()) {
                    // Somebody else was first, and could only have been erased meanwhile: then it is created again.
                    stored.putAll(read(left));
                }
                left.forEach(wanted -> wanted.stored = stored.get(wanted.volunteer));
                left.removeIf(Wanted::isDone);
            }
        } catch (RuntimeException | Error e) {
            // Whatever happened, nobody waits for ever.
            RuntimeException failure = e instanceof RuntimeException known ? known : new IllegalStateException(e);
            left.forEach(wanted -> wanted.failure = failure);
        }
    }

    private Map<String, byte[]> create(Queue<Wanted> wanted) {
        // In one order in all processes: two that insert the same keys would otherwise wait for each other.
        List<Wanted> ordered = wanted.stream()
                .sorted(Comparator.comparing((Wanted one) -> one.volunteer))
                .toList();
        return query(connection -> {
            PreparedStatement create = connection.prepareStatement(CREATE);
            create.setArray(1, texts(connection, ordered));
            create.setArray(
                    2,
                    connection.createArrayOf(
                            "bytea", ordered.stream().map(one -> one.wrapped).toArray(byte[][]::new)));
            return create;
        });
    }

    private Map<String, byte[]> read(Queue<Wanted> wanted) {
        return query(connection -> {
            PreparedStatement read = connection.prepareStatement(READ);
            read.setArray(1, texts(connection, wanted));
            return read;
        });
    }

    private static java.sql.Array texts(Connection connection, Iterable<Wanted> wanted) throws SQLException {
        List<String> volunteers = new ArrayList<>();
        wanted.forEach(one -> volunteers.add(one.volunteer));
        return connection.createArrayOf("text", volunteers.toArray(String[]::new));
    }

    private Map<String, byte[]> query(PreparedStatementCreator statement) {
        Map<String, byte[]> keysets = new HashMap<>();
        jdbc.query(statement, row -> {
            keysets.put(row.getString("volunteer"), row.getBytes("keyset"));
        });
        return keysets;
    }

    /** The volunteer's key; absent if the person was never registered or was erased. */
    Optional<Aead> read(String volunteer) throws GeneralSecurityException {
        byte[] stored = query(connection -> {
                    PreparedStatement read = connection.prepareStatement(READ);
                    read.setArray(1, connection.createArrayOf("text", new String[] {volunteer}));
                    return read;
                })
                .get(volunteer);
        return stored == null ? Optional.empty() : usable(volunteer, stored);
    }

    /** A destroyed key is an empty one: no other can ever take its place. */
    private Optional<Aead> usable(String volunteer, byte[] keyset) throws GeneralSecurityException {
        return keyset.length == 0 ? Optional.empty() : Optional.of(unwrap(volunteer, keyset));
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

    private Aead unwrap(String volunteer, byte[] keyset) throws GeneralSecurityException {
        return TinkProtoKeysetFormat.parseEncryptedKeyset(keyset, wrapping, binding(volunteer), Tink.ALGORITHMS)
                .getPrimitive(Tink.ALGORITHMS, Aead.class);
    }

    static byte[] binding(String volunteer) {
        return volunteer.getBytes(StandardCharsets.UTF_8);
    }
}
