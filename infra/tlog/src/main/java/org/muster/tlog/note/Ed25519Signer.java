package org.muster.tlog.note;

import java.security.KeyPair;
import java.security.PrivateKey;

/** Signs notes with Ed25519 over their text. */
public final class Ed25519Signer implements NoteSigner {

    private final Ed25519Verifier verifier;
    private final PrivateKey privateKey;

    /** @param keys an Ed25519 pair, from wherever keys are kept */
    public Ed25519Signer(String name, KeyPair keys) {
        this.verifier = new Ed25519Verifier(
                new VerifierKey(name, SignatureType.ED25519, RawKeys.raw(RawKeys.Algorithm.ED25519, keys.getPublic())));
        this.privateKey = keys.getPrivate();
    }

    /**
     * Reads a private key in the text form of {@link SignerKey}.
     *
     * @throws MalformedNoteException when it is none, or the id is not that of the key
     */
    public static Ed25519Signer parse(String text) throws MalformedNoteException {
        SignerKey key = SignerKey.parse(text, SignatureType.ED25519);
        return new Ed25519Signer(key.name(), key.keys());
    }

    /** A new random key in the text form that {@link #parse} reads. */
    public static String generate(String name) {
        return SignerKey.generate(name, SignatureType.ED25519);
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
