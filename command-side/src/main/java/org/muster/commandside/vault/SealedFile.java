package org.muster.commandside.vault;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.StreamingAead;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.streamingaead.PredefinedStreamingAeadParameters;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;

/**
 * A file that only this installation can read: sealed under a key of its own, which is in the file, wrapped by the master
 * key. Whoever deletes the file deletes the key.
 */
public final class SealedFile {

    private static final int WRAPPED_KEY_BYTES_MAX = 10_000;

    private final Aead wrapping;

    SealedFile(Aead wrapping) {
        this.wrapping = wrapping;
    }

    /** Writes a file, which must be there and empty; what is written can be read once the stream is closed. */
    public OutputStream create(Path file, String name) throws IOException {
        try {
            KeysetHandle key =
                    KeysetHandle.generateNew(PredefinedStreamingAeadParameters.AES256_GCM_HKDF_4KB, Tink.ALGORITHMS);
            byte[] wrapped =
                    TinkProtoKeysetFormat.serializeEncryptedKeyset(key, wrapping, binding(name), Tink.ALGORITHMS);
            DataOutputStream out = new DataOutputStream(Files.newOutputStream(file));
            out.writeInt(wrapped.length);
            out.write(wrapped);
            return key.getPrimitive(Tink.ALGORITHMS, StreamingAead.class).newEncryptingStream(out, binding(name));
        } catch (GeneralSecurityException e) {
            throw new IOException("cannot seal a file", e);
        }
    }

    /** @throws IOException if it is not a sealed file of this name, or was changed */
    public InputStream open(Path file, String name) throws IOException {
        DataInputStream in = new DataInputStream(Files.newInputStream(file));
        try {
            int length = in.readInt();
            if (length < 1 || length > WRAPPED_KEY_BYTES_MAX) {
                throw new IOException("not a sealed file");
            }
            KeysetHandle key = TinkProtoKeysetFormat.parseEncryptedKeyset(
                    in.readNBytes(length), wrapping, binding(name), Tink.ALGORITHMS);
            return key.getPrimitive(Tink.ALGORITHMS, StreamingAead.class).newDecryptingStream(in, binding(name));
        } catch (IOException | GeneralSecurityException e) {
            in.close();
            throw e instanceof IOException io ? io : new IOException("not a sealed file of this installation", e);
        }
    }

    private static byte[] binding(String name) {
        return ("muster-sealed-file:" + name).getBytes(StandardCharsets.UTF_8);
    }
}
