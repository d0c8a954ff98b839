package org.muster.commandside.audit.log;

import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.muster.tlog.checkpoint.Checkpoint;
import org.muster.tlog.checkpoint.CosignatureVerifier;
import org.muster.tlog.checkpoint.Verifiers;
import org.muster.tlog.note.MalformedNoteException;
import org.muster.tlog.note.NoteSignature;
import org.muster.tlog.note.SignedNote;
import org.muster.tlog.note.UnverifiedNoteException;
import org.muster.tlog.postgres.CheckpointSigner;
import org.muster.tlog.postgres.StoredLog;
import org.muster.tlog.witness.WitnessClient;
import org.muster.tlog.witness.WitnessRefusedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks every witness that has not cosigned a checkpoint yet. A witness that is unavailable holds no other one up for long. */
final class WitnessRound implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(WitnessRound.class);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT).build();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<One> witnesses;
    private final StoredLog tree;
    private final CheckpointSigner signer;
    private final Map<String, String> problems = new ConcurrentHashMap<>();

    private static final class One {

        private final CosignatureVerifier key;
        private final WitnessClient client;
        private volatile long believedSize;

        One(CosignatureVerifier key, WitnessClient client) {
            this.key = key;
            this.client = client;
        }
    }

    /** @throws IllegalArgumentException if a witness's key is none, or not for cosignatures */
    WitnessRound(List<AuditLogSettings.Witness> witnesses, StoredLog tree, CheckpointSigner signer) {
        this.tree = tree;
        this.signer = signer;
        this.witnesses = witnesses.stream()
                .map(one -> {
                    CosignatureVerifier key = key(one.key());
                    return new One(key, new WitnessClient(http, one.address(), List.of(key)));
                })
                .toList();
    }

    private static CosignatureVerifier key(String text) {
        try {
            if (Verifiers.of(text) instanceof CosignatureVerifier key) {
                return key;
            }
            throw new IllegalArgumentException("muster.audit.witnesses: a key that is not for cosignatures");
        } catch (MalformedNoteException e) {
            throw new IllegalArgumentException("muster.audit.witnesses: " + e.getMessage());
        }
    }

    List<CosignatureVerifier> keys() {
        return witnesses.stream().map(one -> one.key).toList();
    }

    /** What is wrong with which witness, by its name. */
    Map<String, String> problems() {
        return Map.copyOf(problems);
    }

    /** How many of the witnesses have cosigned; the signatures were verified when they came. */
    long cosigned(SignedNote checkpoint) {
        return witnesses.stream().filter(one -> isCosigned(checkpoint, one)).count();
    }

    private static boolean isCosigned(SignedNote checkpoint, One one) {
        return checkpoint.signatures().stream().anyMatch(signature -> signature.isBy(one.key));
    }

    /** The checkpoint with the cosignatures that could be had. */
    SignedNote cosign(SignedNote checkpoint, Checkpoint parsed) {
        List<CompletableFuture<List<NoteSignature>>> asked = witnesses.stream()
                .filter(one -> !isCosigned(checkpoint, one))
                .map(one -> CompletableFuture.supplyAsync(() -> ask(one, checkpoint, parsed), threads))
                .toList();
        List<NoteSignature> verified = new ArrayList<>();
        asked.forEach(one -> verified.addAll(one.join()));
        return verified.isEmpty() ? checkpoint : signer.addCosignatures(parsed.size(), verified);
    }

    private List<NoteSignature> ask(One one, SignedNote checkpoint, Checkpoint parsed) {
        try {
            List<NoteSignature> signatures = one.client.cosign(
                    checkpoint, parsed.size(), one.believedSize, old -> tree.consistency(old, parsed.size()));
            one.believedSize = parsed.size();
            problems.remove(one.key.name());
            return signatures;
        } catch (WitnessRefusedException e) {
            troubled(one, "refuses: " + e.getMessage());
        } catch (UnverifiedNoteException e) {
            troubled(one, "answers with a wrong signature");
        } catch (IOException e) {
            troubled(one, "cannot be reached");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return List.of();
    }

    private void troubled(One one, String what) {
        if (!Optional.of(what).equals(Optional.ofNullable(problems.put(one.key.name(), what)))) {
            log.warn("The witness {} {}", one.key.name(), what);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
        threads.shutdownNow();
    }
}
