package org.muster.tlog.note;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.NamedParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;

/** Ed25519 and ML-DSA-44 by the JDK, over keys in the raw form that notes carry. */
public final class RawKeys {

    /** The JDK's name of an algorithm, and what stands before the raw key in its X.509 form (RFC 8410, RFC 9881). */
    public enum Algorithm {
        /** RFC 8032. */
        ED25519("Ed25519", "302a300506032b6570032100"),
        /** FIPS 204, without context. */
        ML_DSA_44("ML-DSA-44", "30820532300b06096086480165030403110382052100");

        private final String jdkName;
        private final byte[] x509Start;

        Algorithm(String jdkName, String x509Start) {
            this.jdkName = jdkName;
            this.x509Start = HexFormat.of().parseHex(x509Start);
        }
    }

    private RawKeys() {}

    /** A new pair of keys. */
    public static KeyPair generate(Algorithm algorithm) {
        try {
            return KeyPairGenerator.getInstance(algorithm.jdkName).generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The Ed25519 pair of a 32-byte seed (RFC 8032, section 5.1.5). */
    public static KeyPair ed25519(byte[] seed) {
        if (seed.length != 32) {
            throw new IllegalArgumentException("an Ed25519 seed has 32 bytes");
        }
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
            // The JDK derives a public key only while it generates: its one draw of 32 bytes is the seed.
            generator.initialize(NamedParameterSpec.ED25519, new FixedBytes(seed));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The raw form of a public key. */
    public static byte[] raw(Algorithm algorithm, PublicKey key) {
        byte[] encoded = key.getEncoded();
        int start = algorithm.x509Start.length;
        if (!Arrays.equals(encoded, 0, start, algorithm.x509Start, 0, start)) {
            throw new IllegalArgumentException("not a key of " + algorithm.jdkName);
        }
        return Arrays.copyOfRange(encoded, start, encoded.length);
    }

    /** @throws IllegalArgumentException when the bytes are no such public key */
    public static PublicKey publicKey(Algorithm algorithm, byte[] raw) {
        byte[] encoded = Arrays.copyOf(algorithm.x509Start, algorithm.x509Start.length + raw.length);
        System.arraycopy(raw, 0, encoded, algorithm.x509Start.length, raw.length);
        try {
            return KeyFactory.getInstance(algorithm.jdkName).generatePublic(new X509EncodedKeySpec(encoded));
        } catch (InvalidKeySpecException e) {
            throw new IllegalArgumentException("not a public key of " + algorithm.jdkName, e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Signs a message. */
    public static byte[] sign(Algorithm algorithm, PrivateKey key, byte[] message) {
        try {
            Signature signature = Signature.getInstance(algorithm.jdkName);
            signature.initSign(key);
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether a signature of a message is the key's. */
    public static boolean verify(Algorithm algorithm, PublicKey key, byte[] message, byte[] signature) {
        try {
            Signature verifier = Signature.getInstance(algorithm.jdkName);
            verifier.initVerify(key);
            verifier.update(message);
            return verifier.verify(signature);
        } catch (SignatureException | InvalidKeyException e) {
            return false; // not even the form of a signature, or of a point
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class FixedBytes extends SecureRandom {

        private static final long serialVersionUID = 1L;

        private final byte[] bytes;

        FixedBytes(byte[] bytes) {
            this.bytes = bytes.clone();
        }

        @Override
        public void nextBytes(byte[] to) {
            if (to.length != bytes.length) {
                throw new IllegalStateException("the JDK asked for " + to.length + " bytes, not for a seed");
            }
            System.arraycopy(bytes, 0, to, 0, to.length);
        }
    }
}
