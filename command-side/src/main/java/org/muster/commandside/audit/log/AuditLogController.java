package org.muster.commandside.audit.log;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.muster.tlog.checkpoint.Checkpoint;
import org.muster.tlog.checkpoint.LogProof;
import org.muster.tlog.leaf.Entry;
import org.muster.tlog.leaf.LeafSource;
import org.muster.tlog.merkle.Hash;
import org.muster.tlog.note.Ed25519Signer;
import org.muster.tlog.note.MalformedNoteException;
import org.muster.tlog.note.SignedNote;
import org.muster.tlog.postgres.StoredLog;
import org.muster.tlog.tile.EntryBundle;
import org.muster.tlog.tile.MissingTileException;
import org.muster.tlog.tile.Tile;
import org.muster.web.problem.FieldError;
import org.muster.web.problem.Problem;
import org.muster.web.problem.WebProblem;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /audit/log}: checkpoint, tiles and entries at the paths of c2sp.org/tlog-tiles, and proofs. */
@RestController
class AuditLogController {

    private static final Duration FOR_EVER = Duration.ofDays(365);

    private final StoredLog tree;
    private final LeafSource leaves;
    private final Ed25519Signer key;
    private final CheckpointDistribution checkpoints;

    AuditLogController(StoredLog tree, LeafSource leaves, Ed25519Signer key, CheckpointDistribution checkpoints) {
        this.tree = tree;
        this.leaves = leaves;
        this.key = key;
        this.checkpoints = checkpoints;
    }

    @Operation(summary = "The newest signed checkpoint, with the witnesses' cosignatures")
    @GetMapping(path = "/audit/log/checkpoint", produces = MediaType.TEXT_PLAIN_VALUE)
    ResponseEntity<byte[]> checkpoint(
            @Parameter(description = "A checkpoint of this size instead") @RequestParam Optional<Long> size) {
        return text(note(size).bytes());
    }

    @Operation(
            summary = "The verifier keys of log and witnesses, a line each; compare them with those you got elsewhere")
    @GetMapping(path = "/audit/log/keys", produces = MediaType.TEXT_PLAIN_VALUE)
    ResponseEntity<byte[]> keys() {
        StringBuilder lines = new StringBuilder(key.verifier().key().text()).append('\n');
        checkpoints.witnessKeys().forEach(one -> lines.append(one.key().text()).append('\n'));
        return text(lines.toString().getBytes(StandardCharsets.UTF_8));
    }

    @Operation(summary = "A tile, for instance 0/x001/067 or 0/000.p/5, or the entries below it, entries/000")
    @GetMapping(path = "/audit/log/tile/{*path}", produces = MediaType.APPLICATION_OCTET_STREAM_VALUE)
    ResponseEntity<byte[]> tile(@PathVariable String path) {
        Tile tile = Tile.parse("tile" + path)
                .orElseThrow(() -> Problem.of(WebProblem.NOT_FOUND).exception());
        try {
            byte[] bytes = tile.level() == Tile.ENTRIES ? entries(tile) : tree.read(tile);
            return ResponseEntity.ok()
                    .contentType(MediaType.APPLICATION_OCTET_STREAM)
                    .cacheControl(CacheControl.maxAge(FOR_EVER).cachePrivate().immutable())
                    .body(bytes);
        } catch (MissingTileException e) {
            throw Problem.of(WebProblem.NOT_FOUND).exception();
        }
    }

    private byte[] entries(Tile tile) {
        long after = tile.index() * Tile.FULL;
        if (after + tile.width() > tree.size()) {
            throw new MissingTileException("the tree does not reach it");
        }
        ByteArrayOutputStream bundle = new ByteArrayOutputStream();
        leaves.read(after, tile.width(), (position, event) -> EntryBundle.append(bundle, Entry.of(position, event)));
        return bundle.toByteArray();
    }

    @Operation(summary = "The encoding of one event: the bytes that the log hashes, or whose SHA-256 is in its entry")
    @GetMapping(path = "/audit/log/events/{position}", produces = MediaType.APPLICATION_OCTET_STREAM_VALUE)
    byte[] event(@PathVariable Long position) {
        byte[][] found = new byte[1][];
        if (position > 0) {
            leaves.read(position - 1, 1, (at, event) -> found[0] = event);
        }
        if (found[0] == null) {
            throw Problem.of(WebProblem.NOT_FOUND).exception();
        }
        return found[0];
    }

    @Operation(summary = "A proof, verifiable offline, that an event is in the log (c2sp.org/tlog-proof)")
    @GetMapping(path = "/audit/log/inclusion/{position}", produces = MediaType.TEXT_PLAIN_VALUE)
    ResponseEntity<byte[]> inclusion(
            @PathVariable Long position,
            @Parameter(description = "Of the checkpoint; the newest if absent") @RequestParam Optional<Long> size) {
        SignedNote note = note(size);
        long treeSize = parsed(note).size();
        if (position < 1 || position > treeSize) {
            throw Problem.of(WebProblem.NOT_FOUND, "The checkpoint's tree has events 1 to " + treeSize)
                    .exception();
        }
        LogProof proof = new LogProof(Optional.empty(), position - 1, tree.inclusion(position, treeSize), note);
        return text(proof.bytes());
    }

    @Operation(summary = "The proof that the tree of a checkpoint continues an older tree")
    @GetMapping(path = "/audit/log/consistency", produces = MediaType.APPLICATION_JSON_VALUE)
    Consistency consistency(
            @Parameter(description = "Size of the older tree, at least 1") @RequestParam Long from,
            @Parameter(description = "Size of the checkpoint; the newest if absent") @RequestParam Optional<Long> to) {
        long size = parsed(note(to)).size();
        if (from < 1 || from > size) {
            throw Problem.invalid(FieldError.query("from", "must be from 1 to " + size))
                    .exception();
        }
        return new Consistency(
                from,
                size,
                tree.root(from).toString(),
                tree.root(size).toString(),
                tree.consistency(from, size).stream().map(Hash::toString).toList());
    }

    /**
     * A proof of consistency, as RFC 9162 says; hashes in base64.
     *
     * @param fromRoot root of the older tree
     * @param toRoot root of the newer tree
     */
    record Consistency(long from, long to, String fromRoot, String toRoot, List<String> proof) {}

    private SignedNote note(Optional<Long> size) {
        return size.map(tree::checkpoint)
                .orElseGet(checkpoints::served)
                .orElseThrow(() -> Problem.of(
                                WebProblem.NOT_FOUND,
                                size.isPresent() ? "No checkpoint of this size was signed" : "No checkpoint yet")
                        .exception());
    }

    private static Checkpoint parsed(SignedNote note) {
        try {
            return Checkpoint.parse(note.text());
        } catch (MalformedNoteException e) {
            throw new IllegalStateException("a stored checkpoint is none", e);
        }
    }

    private static ResponseEntity<byte[]> text(byte[] bytes) {
        return ResponseEntity.ok()
                .contentType(new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8))
                .cacheControl(CacheControl.noStore())
                .body(bytes);
    }
}
