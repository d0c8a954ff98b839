package org.muster.tlog.bundle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.muster.tlog.checkpoint.Checkpoint;
import org.muster.tlog.checkpoint.SignedCheckpoints;
import org.muster.tlog.merkle.Hash;
import org.muster.tlog.note.MalformedNoteException;
import org.muster.tlog.note.NoteVerifier;
import org.muster.tlog.note.SignedNote;
import org.muster.tlog.note.UnverifiedNoteException;
import org.muster.tlog.tile.EntryBundle;
import org.muster.tlog.tile.Tile;
import org.muster.tlog.tile.TreeBuilder;

/**
 * Verifies a bundle: each event is hashed again, and everything else in the bundle must be what the events and the signed
 * checkpoint give, to the byte. One bundle each.
 */
public final class BundleVerifier {

    private static final long BUNDLE_BYTES_MAX = Tile.FULL * (2L + EntryBundle.ENTRY_BYTES_MAX);

    private final BundleFiles files;
    private final Trust trust;
    private final Findings findings = new Findings();
    private final EntryCheck entries;
    private final TileCheck tiles;
    private Layout layout;
    private TreeBuilder tree;
    private Checkpoint checkpoint;
    private Optional<Checkpoint> since = Optional.empty();
    private Optional<Checkpoint> seen = Optional.empty();

    private BundleVerifier(BundleFiles files, Trust trust) {
        this.files = files;
        this.trust = trust;
        this.entries = new EntryCheck(files, findings);
        this.tiles = new TileCheck(files, findings);
    }

    /**
     * Verifies a bundle.
     *
     * @throws IOException when a file is there and cannot be read: nothing is said of the bundle then
     */
    public static Verification verify(BundleFiles files, Trust trust) throws IOException {
        return new BundleVerifier(files, trust).run();
    }

    private Verification run() throws IOException {
        Optional<byte[]> file = fixed("checkpoint");
        Optional<byte[]> sinceFile = optional("checkpoint.since");
        Optional<byte[]> keys = fixed("keys");
        Optional<byte[]> manifest = fixed(Manifest.FILE);
        if (file.isEmpty() || !readCheckpoints(file.get(), sinceFile)) {
            return new Verification(Optional.empty(), 0, 0, findings.list());
        }
        layout = new Layout(since.map(Checkpoint::size).orElse(0L), checkpoint.size());
        checkHistory();
        boolean complete = restore() && hashEvents();
        if (complete) {
            compareRight();
        }
        checkNames();
        if (keys.isPresent() && manifest.isPresent()) {
            byte[] expected = new Manifest(
                            checkpoint, since, entries.longEvents().size(), file.get(), sinceFile, keys.get())
                    .bytes();
            if (!Arrays.equals(expected, manifest.get())) {
                findings.add(Finding.Kind.MANIFEST, "the manifest is not that of these files");
            }
        }
        long events = complete ? layout.size() - layout.start() : 0;
        return new Verification(Optional.of(checkpoint), events, layout.since(), findings.list());
    }

    private Optional<byte[]> fixed(String name) throws IOException {
        Optional<byte[]> bytes = optional(name);
        if (bytes.isEmpty()) {
            findings.add(Finding.Kind.MISSING, name);
        }
        return bytes;
    }

    private Optional<byte[]> optional(String name) throws IOException {
        try {
            return Optional.of(files.read(name, SignedNote.BYTES_MAX));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (FileTooLongException e) {
            findings.add(Finding.Kind.MANIFEST, e.getMessage());
            return Optional.empty();
        }
    }

    private boolean readCheckpoints(byte[] file, Optional<byte[]> sinceFile) {
        Optional<Checkpoint> verified = verified("checkpoint", file, trust.witnesses(), trust.quorum());
        if (sinceFile.isPresent()) {
            since = verified("checkpoint.since", sinceFile.get(), List.of(), 0);
            if (since.isPresent() && verified.isPresent()) {
                long size = since.get().size();
                if (size == 0 || size > verified.get().size()) {
                    findings.add(
                            Finding.Kind.HISTORY, "checkpoint.since has size " + size + ", which nothing continues");
                    return false;
                }
            }
        }
        trust.seen().ifPresent(note -> seen = verified("the checkpoint seen before", note.bytes(), List.of(), 0));
        verified.ifPresent(one -> checkpoint = one);
        return verified.isPresent() && since.isPresent() == sinceFile.isPresent();
    }

    private Optional<Checkpoint> verified(
            String what, byte[] bytes, List<? extends NoteVerifier> witnesses, int quorum) {
        try {
            return Optional.of(SignedCheckpoints.verify(SignedNote.parse(bytes), trust.log(), witnesses, quorum));
        } catch (MalformedNoteException | UnverifiedNoteException e) {
            findings.add(Finding.Kind.CHECKPOINT, what + ": " + e.getMessage());
            return Optional.empty();
        }
    }

    private void checkHistory() {
        long from = layout.since();
        if (from > 0 && trust.seen().isEmpty()) {
            findings.add(
                    Finding.Kind.HISTORY,
                    "the bundle continues the log of " + from + " events: a checkpoint verified before is needed");
        }
        seen.ifPresent(before -> {
            if (before.size() > layout.size()) {
                findings.add(
                        Finding.Kind.HISTORY,
                        "the log has " + layout.size() + " events, but had " + before.size() + " before");
            } else if (before.size() < from) {
                findings.add(
                        Finding.Kind.HISTORY,
                        "the bundle begins after the " + before.size()
                                + " events seen before: a bundle from there is needed");
            }
        });
    }

    /** Takes the tree of the events before the bundle from its tiles; that these are right shows when the older root is passed. */
    private boolean restore() throws IOException {
        tree = new TreeBuilder(tiles::compare);
        int bytes = TreeBuilder.frontierOffset(Tile.LEVELS, layout.start());
        byte[] frontier = new byte[bytes];
        for (int level = 1; level < Tile.LEVELS; level++) {
            int from = TreeBuilder.frontierOffset(level, layout.start());
            int length = TreeBuilder.frontierOffset(level + 1, layout.start()) - from;
            if (length > 0) {
                byte[] hashes = tiles.read(layout.tile(level, layout.firstTile(level)));
                if (hashes == null) {
                    return false;
                }
                System.arraycopy(hashes, 0, frontier, from, length);
            }
        }
        tree.restore(layout.start(), frontier);
        compareOlder();
        return true;
    }

    private boolean hashEvents() throws IOException {
        try {
            for (long i = layout.firstTile(Tile.ENTRIES); i < layout.tiles(Tile.ENTRIES); i++) {
                Tile tile = layout.tile(Tile.ENTRIES, i);
                EntryBundle bundle = EntryBundle.parse(files.read(tile.path(), BUNDLE_BYTES_MAX), tile.width());
                for (int entry = 0; entry < tile.width(); entry++) {
                    int start = bundle.start(entry);
                    int length = bundle.length(entry);
                    entries.check(tree.size() + 1, bundle.bytes(), start, length);
                    tree.append(bundle.bytes(), start, length);
                    compareOlder();
                }
            }
            return true;
        } catch (NoSuchFileException e) {
            findings.add(Finding.Kind.MISSING, "the events from position " + (tree.size() + 1) + " on: " + e.getFile());
        } catch (FileTooLongException | IllegalArgumentException e) {
            findings.add(
                    Finding.Kind.EVENT,
                    "the file of the events from position " + (tree.size() + 1) + " on " + e.getMessage());
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return false;
    }

    private void compareOlder() {
        compareOlder("checkpoint.since", since);
        compareOlder("the checkpoint seen before", seen);
    }

    private void compareOlder(String what, Optional<Checkpoint> older) {
        if (older.isPresent()
                && older.get().size() == tree.size()
                && !older.get().root().equals(tree.root())) {
            findings.add(
                    Finding.Kind.HISTORY,
                    "the first " + tree.size() + " events do not have the root of " + what + ": the log is forked");
        }
    }

    private void compareRight() {
        for (int level = 0; level < Tile.LEVELS; level++) {
            byte[] partial = tree.partialTile(level);
            if (partial.length > 0) {
                tiles.compare(new Tile(level, layout.tiles(level) - 1, partial.length / Hash.SIZE), partial);
            }
        }
        boolean signedRoot = tree.root().equals(checkpoint.root());
        if (!signedRoot) {
            findings.add(
                    Finding.Kind.ROOT,
                    "the " + layout.size() + " events do not have the root that the checkpoint signs");
        }
        tiles.judge(signedRoot);
    }

    private void checkNames() throws IOException {
        files.names(name -> {
            boolean expected = BundleFiles.FIXED.contains(name)
                    || layout.hasTile(name)
                    || Layout.isLongEvent(name) && entries.longEvents().contains(name);
            if (!expected) {
                findings.add(Finding.Kind.UNEXPECTED, "a file that belongs to no such bundle");
            }
        });
    }
}
