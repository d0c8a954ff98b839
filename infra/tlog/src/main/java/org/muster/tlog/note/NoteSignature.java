package org.muster.tlog.note;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;

/**
 * A signature line of a note.
 *
 * @param name the name of the key that signed
 * @param keyId the id of that key
 * @param signature what follows the id, at least one byte
 */
public record NoteSignature(String name, int keyId, byte[] signature) {

    static final String START = "\u2014 ";

    public NoteSignature {
        if (!KeyNames.isValid(name) || signature.length == 0) {
            throw new IllegalArgumentException("not a signature: " + signature.length + " bytes");
        }
    }

    /** The line, with its newline. */
    public String line() {
        byte[] bytes = ByteBuffer.allocate(4 + signature.length)
                .putInt(keyId)
                .put(signature)
                .array();
        return START + name + " " + Base64.getEncoder().encodeToString(bytes) + "\n";
    }

    /**
     * Reads a line.
     *
     * @param line without its newline
     */
    public static NoteSignature parse(String line) throws MalformedNoteException {
        String[] parts = line.startsWith(START) ? line.substring(START.length()).split(" ", -1) : new String[0];
        if (parts.length != 2 || !KeyNames.isValid(parts[0])) {
            throw new MalformedNoteException("a signature line is not: dash, key name, base64");
        }
        byte[] bytes = StrictBase64.decode(parts[1]);
        if (bytes.length < 5) {
            throw new MalformedNoteException("a signature is shorter than 5 bytes");
        }
        return new NoteSignature(parts[0], ByteBuffer.wrap(bytes).getInt(), Arrays.copyOfRange(bytes, 4, bytes.length));
    }

    /** Whether this line says that the key made it. */
    public boolean isBy(NoteVerifier verifier) {
        return keyId == verifier.keyId() && name.equals(verifier.name());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NoteSignature that
                && keyId == that.keyId
                && name.equals(that.name)
                && Arrays.equals(signature, that.signature);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, keyId, Arrays.hashCode(signature));
    }

    @Override
    public String toString() {
        return line().strip();
    }
}
