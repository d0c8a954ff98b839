package org.muster.tlog.checkpoint;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.muster.tlog.merkle.Hash;
import org.muster.tlog.note.MalformedNoteException;
import org.muster.tlog.note.StrictBase64;

/**
 * The lines that stand before a checkpoint in proofs and requests.
 *
 * @param lines without their newlines
 * @param end where what follows the empty line begins, in bytes
 */
public record HashLines(List<String> lines, int end) {

    /** @throws MalformedNoteException when there is no empty line */
    public static HashLines before(byte[] bytes) throws MalformedNoteException {
        for (int i = 1; i < bytes.length; i++) {
            if (bytes[i] == '\n' && bytes[i - 1] == '\n') {
                String head = new String(bytes, 0, i - 1, StandardCharsets.ISO_8859_1);
                return new HashLines(List.of(head.split("\n", -1)), i + 1);
            }
        }
        throw new MalformedNoteException("no empty line before the checkpoint");
    }

    /**
     * A hash a line.
     *
     * @param max how many there may be
     */
    public static List<Hash> hashes(List<String> lines, int max) throws MalformedNoteException {
        if (lines.size() > max) {
            throw new MalformedNoteException("more than " + max + " hashes");
        }
        List<Hash> hashes = new ArrayList<>();
        for (String line : lines) {
            byte[] bytes = StrictBase64.decode(line);
            if (bytes.length != Hash.SIZE) {
                throw new MalformedNoteException("a hash has 32 bytes");
            }
            hashes.add(Hash.of(bytes));
        }
        return hashes;
    }
}
