package org.muster.tlog.checkpoint;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.muster.tlog.note.MalformedNoteException;
import org.muster.tlog.note.NoteVerifier;
import org.muster.tlog.note.SignedNote;
import org.muster.tlog.note.UnverifiedNoteException;

/** Verifies signed checkpoints. */
public final class SignedCheckpoints {

    private SignedCheckpoints() {}

    /**
     * The checkpoint of a note that the log signed and enough witnesses cosigned.
     *
     * @param log the log's key; its name is the origin that the checkpoint must have
     * @param witnesses the witnesses that count
     * @param quorum how many of them must have cosigned; 0 for none
     * @throws UnverifiedNoteException when a signature is wrong or lacks, or the checkpoint is another log's
     */
    public static Checkpoint verify(
            SignedNote note, NoteVerifier log, Collection<? extends NoteVerifier> witnesses, int quorum)
            throws MalformedNoteException, UnverifiedNoteException {
        note.verify(List.of(log));
        Checkpoint checkpoint = Checkpoint.parse(note.text());
        if (!checkpoint.origin().equals(log.name())) {
            throw new UnverifiedNoteException("the checkpoint's origin is not the name of the log's key");
        }
        Set<String> cosigned = new HashSet<>();
        for (NoteVerifier witness : witnesses) {
            if (note.signatures().stream().anyMatch(signature -> signature.isBy(witness))) {
                note.verify(List.of(witness));
                cosigned.add(witness.label());
            }
        }
        if (cosigned.size() < quorum) {
            throw new UnverifiedNoteException(
                    "cosigned by " + cosigned.size() + " of the " + quorum + " witnesses needed");
        }
        return checkpoint;
    }
}
