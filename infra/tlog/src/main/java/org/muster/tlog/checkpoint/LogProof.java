package org.muster.tlog.checkpoint;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.muster.tlog.merkle.Hash;
import org.muster.tlog.merkle.Proofs;
import org.muster.tlog.note.MalformedNoteException;
import org.muster.tlog.note.NoteVerifier;
import org.muster.tlog.note.SignedNote;
import org.muster.tlog.note.StrictBase64;
import org.muster.tlog.note.UnverifiedNoteException;

/**
 * A proof, verifiable offline, that a leaf is in a log: index, inclusion proof, signed checkpoint (c2sp.org/tlog-proof).
 *
 * @param extra data of the application; nothing vouches for it
 * @param index the leaf's place, from 0
 * @param inclusion from the leaf's sibling up
 * @param checkpoint the signed checkpoint
 */
public record LogProof(Optional<byte[]> extra, long index, List<Hash> inclusion, SignedNote checkpoint) {

    private static final String HEADER = "c2sp.org/tlog-proof@v1";

    /** No tree of less than 2^63 leaves needs more. */
    private static final int HASHES_MAX = 63;

    public LogProof {
        inclusion = List.copyOf(inclusion);
    }

    /** The text form, to be stored with the extension {@code .tlog-proof}. */
    public byte[] bytes() {
        StringBuilder text = new StringBuilder(HEADER).append('\n');
        extra.ifPresent(bytes -> text.append("extra ")
                .append(Base64.getEncoder().encodeToString(bytes))
                .append('\n'));
        text.append("index ").append(index).append('\n');
        inclusion.forEach(hash -> text.append(hash).append('\n'));
        text.append('\n').append(new String(checkpoint.bytes(), StandardCharsets.UTF_8));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Reads the text form. */
    public static LogProof parse(byte[] bytes) throws MalformedNoteException {
        HashLines head = HashLines.before(bytes);
        List<String> lines = new ArrayList<>(head.lines());
        if (lines.isEmpty() || !lines.removeFirst().equals(HEADER)) {
            throw new MalformedNoteException("a proof begins with " + HEADER);
        }
        Optional<byte[]> extra = Optional.empty();
        if (!lines.isEmpty() && lines.getFirst().startsWith("extra ")) {
            extra = Optional.of(StrictBase64.decode(lines.removeFirst().substring("extra ".length())));
        }
        if (lines.isEmpty() || !lines.getFirst().startsWith("index ")) {
            throw new MalformedNoteException("a proof names its index");
        }
        long index = Decimal.parse(lines.removeFirst().substring("index ".length()));
        return new LogProof(
                extra,
                index,
                HashLines.hashes(lines, HASHES_MAX),
                SignedNote.parse(Arrays.copyOfRange(bytes, head.end(), bytes.length)));
    }

    /**
     * Verifies that a leaf is in the log.
     *
     * @param leaf the hash of the leaf, from what the verifier knows of it
     * @param log the log's keys; its name is the origin that the checkpoint must have
     * @param witnesses the keys of the witnesses that count
     * @param quorum how many of them must have cosigned
     * @return the verified checkpoint
     * @throws UnverifiedNoteException when anything does not hold, with what
     */
    public Checkpoint verify(Hash leaf, NoteVerifier log, Collection<? extends NoteVerifier> witnesses, int quorum)
            throws MalformedNoteException, UnverifiedNoteException {
        Checkpoint verified = SignedCheckpoints.verify(checkpoint, log, witnesses, quorum);
        if (!Proofs.includes(index, leaf, verified.size(), verified.root(), inclusion)) {
            throw new UnverifiedNoteException("the leaf is not at index " + index + " of the tree that was signed");
        }
        return verified;
    }
}
