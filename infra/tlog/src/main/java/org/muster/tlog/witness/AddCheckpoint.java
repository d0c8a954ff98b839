package org.muster.tlog.witness;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.muster.tlog.checkpoint.Decimal;
import org.muster.tlog.checkpoint.HashLines;
import org.muster.tlog.merkle.Hash;
import org.muster.tlog.note.MalformedNoteException;
import org.muster.tlog.note.SignedNote;

/**
 * The request to cosign a checkpoint.
 *
 * @param oldSize the size that the witness cosigned last, as the client believes
 * @param consistency the proof that the checkpoint continues that tree
 * @param checkpoint the signed checkpoint
 */
public record AddCheckpoint(long oldSize, List<Hash> consistency, SignedNote checkpoint) {

    /** The most hashes that a proof may have. */
    public static final int HASHES_MAX = 63;

    private static final String OLD = "old ";

    public AddCheckpoint {
        consistency = List.copyOf(consistency);
    }

    /** The request's body. */
    public byte[] bytes() {
        StringBuilder text = new StringBuilder(OLD).append(oldSize).append('\n');
        consistency.forEach(hash -> text.append(hash).append('\n'));
        text.append('\n').append(new String(checkpoint.bytes(), StandardCharsets.UTF_8));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Reads a request's body. */
    public static AddCheckpoint parse(byte[] body) throws MalformedNoteException {
        HashLines head = HashLines.before(body);
        String first = head.lines().getFirst();
        if (!first.startsWith(OLD)) {
            throw new MalformedNoteException("a request begins with: old <size>");
        }
        return new AddCheckpoint(
                Decimal.parse(first.substring(OLD.length())),
                HashLines.hashes(head.lines().subList(1, head.lines().size()), HASHES_MAX),
                SignedNote.parse(Arrays.copyOfRange(body, head.end(), body.length)));
    }
}
