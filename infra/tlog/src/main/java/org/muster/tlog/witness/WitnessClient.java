package org.muster.tlog.witness;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.LongFunction;
import org.muster.tlog.checkpoint.CosignatureVerifier;
import org.muster.tlog.checkpoint.Decimal;
import org.muster.tlog.merkle.Hash;
import org.muster.tlog.note.MalformedNoteException;
import org.muster.tlog.note.NoteSignature;
import org.muster.tlog.note.SignedNote;
import org.muster.tlog.note.UnverifiedNoteException;

/** Asks a witness to cosign checkpoints of a log. */
public final class WitnessClient {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int ANSWER_BYTES_MAX = 100_000;

    private final HttpClient http;
    private final URI addCheckpoint;
    private final List<CosignatureVerifier> keys;

    /**
     * @param submissionPrefix the witness's address; {@code /add-checkpoint} is added
     * @param keys the witness's keys
     */
    public WitnessClient(HttpClient http, URI submissionPrefix, Collection<CosignatureVerifier> keys) {
        this.http = http;
        this.addCheckpoint = URI.create(submissionPrefix.toString().replaceAll("/+$", "") + "/add-checkpoint");
        this.keys = List.copyOf(keys);
    }

    /**
     * Asks for cosignatures of a checkpoint; when the witness is at another size than believed, asks once more from there.
     *
     * @param believedSize the size that the witness cosigned last, as far as the caller knows; 0 when it does not
     * @param consistencyFrom the proof from an older size, at most the checkpoint's, to the checkpoint
     * @return the cosignatures, verified
     * @throws WitnessRefusedException when the witness refuses, or is ahead of the checkpoint
     * @throws UnverifiedNoteException when what it answers is not signed by its keys
     * @throws IOException when it cannot be reached in 10 seconds
     */
    public List<NoteSignature> cosign(
            SignedNote checkpoint, long checkpointSize, long believedSize, LongFunction<List<Hash>> consistencyFrom)
            throws IOException, InterruptedException, WitnessRefusedException, UnverifiedNoteException {
        HttpResponse<byte[]> answer = ask(checkpoint, believedSize, consistencyFrom);
        if (answer.statusCode() == 409) {
            long size = size(answer.body());
            if (size > checkpointSize) {
                throw new WitnessRefusedException(409, "the witness has cosigned size " + size + " already");
            }
            answer = ask(checkpoint, size, consistencyFrom);
        }
        if (answer.statusCode() != 200) {
            throw new WitnessRefusedException(answer.statusCode(), "the witness answers " + answer.statusCode());
        }
        return verified(checkpoint, answer.body());
    }

    private HttpResponse<byte[]> ask(SignedNote checkpoint, long oldSize, LongFunction<List<Hash>> consistencyFrom)
            throws IOException, InterruptedException {
        AddCheckpoint request =
                new AddCheckpoint(oldSize, oldSize == 0 ? List.of() : consistencyFrom.apply(oldSize), checkpoint);
        return http.send(
                HttpRequest.newBuilder(addCheckpoint)
                        .timeout(PATIENCE)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(request.bytes()))
                        .build(),
                HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), ANSWER_BYTES_MAX));
    }

    private static long size(byte[] body) throws IOException {
        try {
            return Decimal.parse(new String(body, StandardCharsets.UTF_8).stripTrailing());
        } catch (MalformedNoteException e) {
            throw new IOException("the witness answers 409 without its size");
        }
    }

    private List<NoteSignature> verified(SignedNote checkpoint, byte[] body)
            throws IOException, UnverifiedNoteException {
        List<NoteSignature> lines = new ArrayList<>();
        try {
            for (String line : new String(body, StandardCharsets.UTF_8).split("\n")) {
                lines.add(NoteSignature.parse(line));
            }
        } catch (MalformedNoteException e) {
            throw new IOException("the witness's answer is no lines of signatures");
        }
        if (lines.size() > SignedNote.SIGNATURES_MAX) {
            throw new IOException("the witness answers with too many signatures");
        }
        return List.copyOf(new SignedNote(checkpoint.text(), lines).verify(keys).values());
    }
}
