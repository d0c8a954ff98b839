package org.muster.tlog.checkpoint;

import java.util.List;
import org.muster.tlog.merkle.Hash;
import org.muster.tlog.note.MalformedNoteException;
import org.muster.tlog.note.StrictBase64;

/**
 * The state of a log at a size: what a log signs and a witness cosigns.
 *
 * @param origin the log's unique name
 * @param size the number of leaves
 * @param root the root of the tree of this size
 * @param extensions further lines, which no monitor can audit; Muster's log has none
 */
public record Checkpoint(String origin, long size, Hash root, List<String> extensions) {

    public Checkpoint {
        extensions = List.copyOf(extensions);
        if (!isLine(origin) || size < 0 || !extensions.stream().allMatch(Checkpoint::isLine)) {
            throw new IllegalArgumentException("not a checkpoint");
        }
    }

    public Checkpoint(String origin, long size, Hash root) {
        this(origin, size, root, List.of());
    }

    private static boolean isLine(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c >= ' ');
    }

    /** The note text. */
    public String text() {
        StringBuilder text = new StringBuilder();
        text.append(origin).append('\n').append(size).append('\n').append(root).append('\n');
        extensions.forEach(line -> text.append(line).append('\n'));
        return text.toString();
    }

    /** Reads a note text. */
    public static Checkpoint parse(String text) throws MalformedNoteException {
        String[] lines =
                text.endsWith("\n") ? text.substring(0, text.length() - 1).split("\n", -1) : new String[0];
        if (lines.length < 3 || !List.of(lines).stream().allMatch(Checkpoint::isLine)) {
            throw new MalformedNoteException("a checkpoint is: origin, size, root hash, a line each");
        }
        byte[] root = StrictBase64.decode(lines[2]);
        if (root.length != Hash.SIZE) {
            throw new MalformedNoteException("a checkpoint's root hash has 32 bytes");
        }
        return new Checkpoint(
                lines[0], Decimal.parse(lines[1]), Hash.of(root), List.of(lines).subList(3, lines.length));
    }
}
