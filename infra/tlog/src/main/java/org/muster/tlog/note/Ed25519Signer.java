package org.muster.tlog.note;

import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/** Signs notes with Ed25519 over their text. */
public final class Ed25519Signer implements NoteSigner {

    private static final String START = "PRIVATE+KEY+";

    private final Ed25519Verifier verifier;
    private final PrivateKey privateKey;

    /** @param keys an Ed25519 pair, from wherever keys are kept */
    public Ed25519Signer(String name, KeyPair keys) {
        this.verifier = new Ed25519Verifier(
                new VerifierKey(name, SignatureType.ED25519, RawKeys.raw(RawKeys.Algorithm.ED25519, keys.getPublic())));
        this.privateKey = keys.getPrivate();
    }

    /**
     * Reads a private key in the text form of Go's sumdb/note: {@code PRIVATE+KEY+name+id+base64(type and seed)}.
     *
     * @throws MalformedNoteException when it is none, or the id is not that of the key
     */
    public static Ed25519Signer parse(String text) throws MalformedNoteException {
        String[] parts = text.startsWith(START) ? text.substring(START.length()).split("\\+", 3) : new String[0];
        if (parts.length != 3 || !KeyNames.isValid(parts[0])) {
            throw new MalformedNoteException("a signer key is: PRIVATE+KEY+name+id+base64");
        }
        byte[] typeAndSeed = StrictBase64.decode(parts[2]);
        if (typeAndSeed.length != 33 || typeAndSeed[0] != SignatureType.ED25519.id()) {
            throw new MalformedNoteException("a signer key that is not Ed25519");
        }
        Ed25519Signer signer = new Ed25519Signer(parts[0], RawKeys.ed25519(Arrays.copyOfRange(typeAndSeed, 1, 33)));
        if (!HexFormat.of().toHexDigits(signer.verifier.keyId()).equals(parts[1])) {
            throw new MalformedNoteException("a signer key whose id is not that of its name and key");
        }
        return signer;
    }

    /** A new random key in the text form that {@link #parse} reads. Whoever has it can sign as this name. */
    public static String generate(String name) {
        byte[] typeAndSeed = new byte[33];
        new SecureRandom().nextBytes(typeAndSeed);
        typeAndSeed[0] = SignatureType.ED25519.id();
        Ed25519Signer signer = new Ed25519Signer(name, RawKeys.ed25519(Arrays.copyOfRange(typeAndSeed, 1, 33)));
        return START + name + "+" + HexFormat.of().toHexDigits(signer.verifier.keyId()) + "+"
                + Base64.getEncoder().encodeToString(typeAndSeed);
    }

    @Override
    public Ed25519Verifier verifier() {
        return verifier;
    }

    @Override
    public byte[] sign(byte[] text) {
        return RawKeys.sign(RawKeys.Algorithm.ED25519, privateKey, text);
    }
}
