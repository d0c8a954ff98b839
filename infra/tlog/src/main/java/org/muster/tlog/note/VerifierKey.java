package org.muster.tlog.note;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Objects;

/**
 * A public key in the form that people exchange: {@code name+id+base64(type and key)}.
 *
 * @param name the key's name
 * @param type what it verifies
 * @param key the raw public key
 */
public record VerifierKey(String name, SignatureType type, byte[] key) {

    public VerifierKey {
        if (!KeyNames.isValid(name)) {
            throw new IllegalArgumentException("a key's name must not be empty nor contain spaces or '+'");
        }
        if (key.length != type.keyBytes()) {
            throw new IllegalArgumentException("a key of " + type + " has " + type.keyBytes() + " bytes");
        }
    }

    /** The id: of name, type and key. */
    public int id() {
        return KeyNames.id(name, typeAndKey());
    }

    /** The text form. */
    public String text() {
        return name + "+" + HexFormat.of().toHexDigits(id()) + "+"
                + Base64.getEncoder().encodeToString(typeAndKey());
    }

    private byte[] typeAndKey() {
        return ByteBuffer.allocate(1 + key.length).put(type.id()).put(key).array();
    }

    /**
     * Reads the text form.
     *
     * @throws MalformedNoteException when it is none, of a type that Muster does not verify, or the id is not that of the key
     */
    public static VerifierKey parse(String text) throws MalformedNoteException {
        String[] parts = text.split("\\+", 3);
        if (parts.length != 3 || !KeyNames.isValid(parts[0])) {
            throw new MalformedNoteException("a verifier key is: name+id+base64");
        }
        byte[] typeAndKey = StrictBase64.decode(parts[2]);
        SignatureType type =
                typeAndKey.length == 0 ? null : SignatureType.of(typeAndKey[0]).orElse(null);
        if (type == null || typeAndKey.length != 1 + type.keyBytes()) {
            throw new MalformedNoteException("a verifier key of unknown type, or of another length than its type");
        }
        VerifierKey key = new VerifierKey(parts[0], type, Arrays.copyOfRange(typeAndKey, 1, typeAndKey.length));
        if (!key.text().equals(text)) {
            throw new MalformedNoteException("a verifier key whose id is not that of its name and key");
        }
        return key;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VerifierKey that
                && name.equals(that.name)
                && type == that.type
                && Arrays.equals(key, that.key);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, type, Arrays.hashCode(key));
    }

    @Override
    public String toString() {
        return text();
    }
}
