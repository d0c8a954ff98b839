package org.muster.tlog.bundle;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.muster.tlog.checkpoint.CosignatureVerifier;
import org.muster.tlog.note.NoteVerifier;
import org.muster.tlog.note.SignedNote;

/**
 * What a verifier knows of a log from elsewhere than the bundle.
 *
 * @param log the log's key; its name is the log's origin
 * @param witnesses the witnesses that count
 * @param quorum how many of them must have cosigned
 * @param seen a checkpoint that was verified before: the bundle must continue it. Empty when there is none
 */
public record Trust(NoteVerifier log, List<CosignatureVerifier> witnesses, int quorum, Optional<SignedNote> seen) {

    public Trust {
        witnesses = List.copyOf(witnesses);
        long different = witnesses.stream()
                .map(witness -> ByteBuffer.wrap(witness.key().key()))
                .distinct()
                .count();
        if (different < witnesses.size()) {
            throw new IllegalArgumentException("a witness is named twice: it would count twice");
        }
        if (quorum < 0 || quorum > witnesses.size()) {
            throw new IllegalArgumentException(
                    "a quorum of " + quorum + " is more than the " + witnesses.size() + " witnesses");
        }
    }

    /** Only a log's key. */
    public static Trust of(NoteVerifier log) {
        return new Trust(log, List.of(), 0, Optional.empty());
    }
}
