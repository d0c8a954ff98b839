package org.muster.tlog.witness;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.muster.tlog.checkpoint.Checkpoint;
import org.muster.tlog.checkpoint.Cosigner;
import org.muster.tlog.merkle.Proofs;
import org.muster.tlog.merkle.TreeHasher;
import org.muster.tlog.note.MalformedNoteException;
import org.muster.tlog.note.NoteSignature;
import org.muster.tlog.note.NoteVerifier;
import org.muster.tlog.note.SignedNote;
import org.muster.tlog.note.UnverifiedNoteException;
import org.muster.tlog.witness.WitnessAnswer.Reason;

/**
 * A witness: cosigns each checkpoint that continues the last one it cosigned, and no other. So a log that shows different
 * histories to different people cannot have both cosigned.
 */
public final class Witness {

    private final Map<String, List<NoteVerifier>> logs;
    private final List<Cosigner> cosigners;
    private final WitnessState state;

    /**
     * @param logs the keys that are trusted, by the origin of their log
     * @param cosigners the witness's own keys, at least one
     */
    public Witness(Map<String, List<NoteVerifier>> logs, List<Cosigner> cosigners, WitnessState state) {
        if (cosigners.isEmpty()) {
            throw new IllegalArgumentException("a witness has a key");
        }
        this.logs = Map.copyOf(logs);
        this.cosigners = List.copyOf(cosigners);
        this.state = state;
    }

    /**
     * Answers a request to cosign, in the order of checks that the protocol gives.
     *
     * @throws IOException when the record cannot be read or written; no cosignature has left the witness
     */
    public WitnessAnswer addCheckpoint(byte[] body) throws IOException {
        try {
            AddCheckpoint request = AddCheckpoint.parse(body);
            Checkpoint checkpoint = Checkpoint.parse(request.checkpoint().text());
            List<NoteVerifier> trusted = logs.get(checkpoint.origin());
            if (trusted == null) {
                return new WitnessAnswer.Refused(Reason.UNKNOWN_ORIGIN);
            }
            List<NoteSignature> verified =
                    List.copyOf(request.checkpoint().verify(trusted).values());
            return cosign(request, checkpoint, verified);
        } catch (MalformedNoteException e) {
            return new WitnessAnswer.Refused(Reason.MALFORMED);
        } catch (UnverifiedNoteException e) {
            return new WitnessAnswer.Refused(Reason.SIGNATURE_NOT_TRUSTED);
        }
    }

    /** One at a time: that the size is the last one and that it is recorded must not be torn apart. */
    private synchronized WitnessAnswer cosign(
            AddCheckpoint request, Checkpoint checkpoint, List<NoteSignature> logSignatures)
            throws IOException, MalformedNoteException {
        if (request.oldSize() > checkpoint.size()) {
            return new WitnessAnswer.Refused(Reason.OLD_SIZE_ABOVE_CHECKPOINT);
        }
        Optional<Checkpoint> last = latestCheckpoint(checkpoint.origin());
        long lastSize = last.map(Checkpoint::size).orElse(0L);
        if (request.oldSize() != lastSize) {
            return new WitnessAnswer.OtherSize(lastSize);
        }
        Optional<Reason> refusal = refusal(request, checkpoint, last);
        if (refusal.isPresent()) {
            return new WitnessAnswer.Refused(refusal.get());
        }
        List<NoteSignature> cosignatures = new ArrayList<>();
        for (Cosigner cosigner : cosigners) {
            cosignatures.add(cosigner.signature(request.checkpoint().text()));
        }
        state.record(
                checkpoint.origin(), new SignedNote(request.checkpoint().text(), logSignatures).with(cosignatures));
        return new WitnessAnswer.Cosigned(cosignatures);
    }

    private static Optional<Reason> refusal(AddCheckpoint request, Checkpoint checkpoint, Optional<Checkpoint> last) {
        if (checkpoint.size() == 0 && !checkpoint.root().equals(TreeHasher.EMPTY_ROOT)) {
            return Optional.of(Reason.EMPTY_TREE_WITH_ROOT);
        }
        if (request.oldSize() == 0) {
            return request.consistency().isEmpty() ? Optional.empty() : Optional.of(Reason.PROOF_FROM_EMPTY_TREE);
        }
        boolean consistent = Proofs.consistent(
                request.oldSize(),
                last.orElseThrow().root(),
                checkpoint.size(),
                checkpoint.root(),
                request.consistency());
        if (consistent) {
            return Optional.empty();
        }
        return Optional.of(
                request.oldSize() == checkpoint.size() ? Reason.SAME_SIZE_OTHER_ROOT : Reason.NOT_CONSISTENT);
    }

    private Optional<Checkpoint> latestCheckpoint(String origin) throws IOException {
        Optional<SignedNote> note = state.latest(origin);
        if (note.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Checkpoint.parse(note.get().text()));
        } catch (MalformedNoteException e) {
            throw new IOException("the witness's record is damaged: " + e.getMessage(), e);
        }
    }

    /**
     * The last checkpoint cosigned of a log, with the log's signature and the witness's.
     *
     * @param originHash SHA-256 of the log's origin, in lower-case hex
     */
    public Optional<SignedNote> latest(String originHash) throws IOException {
        for (String origin : logs.keySet()) {
            if (FileWitnessState.originHash(origin).equals(originHash)) {
                return state.latest(origin);
            }
        }
        return Optional.empty();
    }
}
