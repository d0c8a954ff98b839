package org.muster.commandside.vault;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.Parameters;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.prf.PredefinedPrfParameters;
import com.google.crypto.tink.prf.PrfSet;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The secrets that all processes of one installation share: what wraps the volunteers' keys, what makes a person's
 * fingerprint, and what makes a command's digest. Whoever loses them loses all personal data; whoever steals them and
 * the database reads all of it.
 */
public final class MasterKeys {

    private static final String WRAPPING = "wrapping";
    private static final String FINGERPRINT = "fingerprint";
    private static final String DIGEST = "digest";

    private static final JsonMapper JSON = JsonMapper.shared();

    /** Bytes of a fingerprint or digest: 256 bits, so that no two are ever equal by chance. */
    private static final int PRF_BYTES = 32;

    private final Aead wrapping;
    private final PrfSet fingerprint;
    private final PrfSet digest;

    private MasterKeys(Map<String, KeysetHandle> keysets) throws GeneralSecurityException {
        this.wrapping = keysets.get(WRAPPING).getPrimitive(Tink.ALGORITHMS, Aead.class);
        this.fingerprint = keysets.get(FINGERPRINT).getPrimitive(Tink.ALGORITHMS, PrfSet.class);
        this.digest = keysets.get(DIGEST).getPrimitive(Tink.ALGORITHMS, PrfSet.class);
    }

    /** New random keys, in the form of the key file. */
    static byte[] generate() {
        try {
            ObjectNode file = JSON.createObjectNode();
            file.set(WRAPPING, generate(PredefinedAeadParameters.AES256_GCM));
            file.set(FINGERPRINT, generate(PredefinedPrfParameters.HMAC_SHA256_PRF));
            file.set(DIGEST, generate(PredefinedPrfParameters.HMAC_SHA256_PRF));
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(file);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM cannot generate the vault's keys", e);
        }
    }

    /**
     * Reads the form of the key file.
     *
     * @throws IllegalArgumentException if it is not one; the message holds no secret
     */
    static MasterKeys parse(byte[] file) {
        try {
            JsonNode keys = JSON.readTree(file);
            return new MasterKeys(Map.of(
                    WRAPPING, read(keys, WRAPPING), FINGERPRINT, read(keys, FINGERPRINT), DIGEST, read(keys, DIGEST)));
        } catch (JacksonException | GeneralSecurityException e) {
            // The cause is left out on purpose: a parser's message may quote the key.
            throw new IllegalArgumentException("the vault's master key file cannot be read: "
                    + e.getClass().getSimpleName());
        }
    }

    /** The form of a key file with one more wrapping key, which wraps from now on. */
    static byte[] rotated(byte[] file) {
        return rewritten(
                file,
                wrapping -> KeysetHandle.newBuilder(wrapping)
                        .addEntry(KeysetHandle.generateEntryFromParameters(PredefinedAeadParameters.AES256_GCM)
                                .withRandomId()
                                .makePrimary())
                        .build());
    }

    /** The form of a key file without the wrapping keys that do not wrap any more. */
    static byte[] retired(byte[] file) {
        return rewritten(file, wrapping -> {
            KeysetHandle.Builder latest = KeysetHandle.newBuilder(wrapping);
            for (int i = latest.size() - 1; i >= 0; i--) {
                if (!latest.getAt(i).isPrimary()) {
                    latest.deleteAt(i);
                }
            }
            return latest.build();
        });
    }

    private interface Change {
        KeysetHandle apply(KeysetHandle wrapping) throws GeneralSecurityException;
    }

    private static byte[] rewritten(byte[] file, Change change) {
        try {
            ObjectNode keys = (ObjectNode) JSON.readTree(file);
            keys.set(WRAPPING, written(change.apply(read(keys, WRAPPING))));
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(keys);
        } catch (JacksonException | GeneralSecurityException | ClassCastException e) {
            // The cause is left out on purpose: a parser's message may quote the key.
            throw new IllegalArgumentException("the vault's master key file cannot be changed: "
                    + e.getClass().getSimpleName());
        }
    }

    /** Encrypts and decrypts the volunteers' keysets. */
    Aead wrapping() {
        return wrapping;
    }

    /** The same bytes for the same text, and without the key nobody can say which text. */
    byte[] fingerprint(String text) {
        return compute(fingerprint, text);
    }

    /** As {@link #fingerprint}, under a key of its own. */
    public byte[] digest(String text) {
        return compute(digest, text);
    }

    private static byte[] compute(PrfSet prf, String text) {
        try {
            return prf.computePrimary(text.getBytes(StandardCharsets.UTF_8), PRF_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA256 failed", e);
        }
    }

    private static JsonNode generate(Parameters parameters) throws GeneralSecurityException {
        return written(KeysetHandle.generateNew(parameters, Tink.ALGORITHMS));
    }

    private static JsonNode written(KeysetHandle handle) throws GeneralSecurityException {
        return JSON.readTree(
                TinkJsonProtoKeysetFormat.serializeKeyset(handle, Tink.ALGORITHMS, InsecureSecretKeyAccess.get()));
    }

    private static KeysetHandle read(JsonNode keys, String name) throws GeneralSecurityException {
        if (!keys.path(name).isObject()) {
            throw new GeneralSecurityException("no key named " + name);
        }
        return TinkJsonProtoKeysetFormat.parseKeyset(
                keys.get(name).toString(), Tink.ALGORITHMS, InsecureSecretKeyAccess.get());
    }
}
