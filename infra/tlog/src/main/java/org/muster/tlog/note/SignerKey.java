package org.muster.tlog.note;

import java.security.KeyPair;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * A private Ed25519 key in the text form of Go's sumdb/note: {@code PRIVATE+KEY+name+id+base64(type and seed)}.
 *
 * @param name the key's name
 * @param type what it signs
 * @param keys the pair
 */
public record SignerKey(String name, SignatureType type, KeyPair keys) {

    private static final String START = "PRIVATE+KEY+";
    private static final int SEED_BYTES = 32;

    /** A new random key in its text form. Whoever has it can sign as this name. */
    public static String generate(String name, SignatureType type) {
        byte[] typeAndSeed = new byte[1 + SEED_BYTES];
        new SecureRandom().nextBytes(typeAndSeed);
        typeAndSeed[0] = type.id();
        return START + name + "+" + id(name, type, pair(typeAndSeed)) + "+"
                + Base64.getEncoder().encodeToString(typeAndSeed);
    }

    /**
     * Reads the text form.
     *
     * @throws MalformedNoteException when it is none, of another type, or the id is not that of the key
     */
    public static SignerKey parse(String text, SignatureType type) throws MalformedNoteException {
        String[] parts = text.startsWith(START) ? text.substring(START.length()).split("\\+", 3) : new String[0];
        if (parts.length != 3 || !KeyNames.isValid(parts[0])) {
            throw new MalformedNoteException("a signer key is: PRIVATE+KEY+name+id+base64");
        }
        byte[] typeAndSeed = StrictBase64.decode(parts[2]);
        if (typeAndSeed.length != 1 + SEED_BYTES || typeAndSeed[0] != type.id()) {
            throw new MalformedNoteException("a signer key of another type than " + type);
        }
        KeyPair keys = pair(typeAndSeed);
        if (!id(parts[0], type, keys).equals(parts[1])) {
            throw new MalformedNoteException("a signer key whose id is not that of its name and key");
        }
        return new SignerKey(parts[0], type, keys);
    }

    private static KeyPair pair(byte[] typeAndSeed) {
        return RawKeys.ed25519(Arrays.copyOfRange(typeAndSeed, 1, typeAndSeed.length));
    }

    private static String id(String name, SignatureType type, KeyPair keys) {
        byte[] raw = RawKeys.raw(RawKeys.Algorithm.ED25519, keys.getPublic());
        return HexFormat.of().toHexDigits(new VerifierKey(name, type, raw).id());
    }

    /** Only the name: the rest is secret. */
    @Override
    public String toString() {
        return "SignerKey[" + name + "]";
    }
}
