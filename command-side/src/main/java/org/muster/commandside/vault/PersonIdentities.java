package org.muster.commandside.vault;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * What stands for a person in events, in the table {@code vault.identity}: random bytes, the same for all who have the same
 * fingerprint. Events never carry the fingerprint, so that it can be erased: without the row nobody can tell from an
 * event whom it stands for, whatever keys and guesses they have.
 */
final class PersonIdentities {

    private static final int IDENTITY_BYTES = 32;
    private static final HexFormat HEX = HexFormat.of();

    private final SecureRandom random = new SecureRandom();
    private final JdbcOperations jdbc;
    private final FirstWritten rows;

    PersonIdentities(JdbcOperations jdbc) {
        this.jdbc = jdbc;
        this.rows = new FirstWritten(jdbc, "vault.identity", "fingerprint", "identity");
    }

    /** Who is nobody else: an identity of its own, which is kept nowhere. */
    String unknown() {
        byte[] identity = new byte[IDENTITY_BYTES];
        random.nextBytes(identity);
        return HEX.formatHex(identity);
    }

    /** In the order of the fingerprints; new ones where there are none. They are on disk when this returns. */
    List<String> createOrRead(List<String> fingerprints) {
        List<FirstWritten.Proposed> proposed = new ArrayList<>(fingerprints.size());
        for (String fingerprint : fingerprints) {
            proposed.add(new FirstWritten.Proposed(fingerprint, HEX.parseHex(unknown())));
        }
        return rows.createOrRead(proposed).stream().map(HEX::formatHex).toList();
    }

    /** Absent where nobody has this fingerprint. */
    Optional<String> read(String fingerprint) {
        return rows.read(fingerprint).map(HEX::formatHex);
    }

    /** Erases the fingerprints of those for whom these stand. Repeatable. */
    void forget(Collection<String> identities) {
        for (String identity : identities) {
            jdbc.update("DELETE FROM vault.identity WHERE identity = decode(?, 'hex')", identity);
        }
    }
}
