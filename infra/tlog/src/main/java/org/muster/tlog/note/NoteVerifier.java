package org.muster.tlog.note;

import java.util.HexFormat;

/** A public key that verifies signatures of one kind under one name. */
public interface NoteVerifier {

    /** The key's name. */
    String name();

    /** The key's id; together with the name it says which signatures are this key's. */
    int keyId();

    /**
     * Whether a signature is this key's over a note's text.
     *
     * @param text the note's text with its last newline
     * @param signature without the key's id
     */
    boolean verify(byte[] text, byte[] signature);

    /** Name and id, as messages show them. */
    default String label() {
        return name() + "+" + HexFormat.of().toHexDigits(keyId());
    }
}
