package org.muster.tlog.bundle;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import org.muster.tlog.checkpoint.Checkpoint;
import org.muster.tlog.leaf.Entry;
import org.muster.tlog.leaf.GapException;
import org.muster.tlog.leaf.LeafSource;
import org.muster.tlog.note.MalformedNoteException;
import org.muster.tlog.note.SignedNote;
import org.muster.tlog.note.VerifierKey;
import org.muster.tlog.tile.EntryBundle;
import org.muster.tlog.tile.Tile;
import org.muster.tlog.tile.TileSource;

/**
 * Writes a log into a folder, with what a verifier needs. It writes what is stored, and judges nothing: whether it holds is for
 * the verifier to say.
 */
public final class BundleWriter {

    /** Events that are read at a time: 16 entry bundles. */
    private static final int BATCH = 16 * Tile.FULL;

    private final TileSource tiles;
    private final LeafSource events;

    public BundleWriter(TileSource tiles, LeafSource events) {
        this.tiles = tiles;
        this.events = events;
    }

    /**
     * Writes a bundle. The folder takes its name when everything is in it, so half a bundle is never taken for one.
     *
     * @param folder must not exist
     * @param checkpoint the tree to lead to
     * @param since an older checkpoint to go on from; empty for all events
     * @param keys the log's key and those of its witnesses: for information, a verifier must have them from elsewhere
     * @throws MalformedNoteException when a checkpoint is none, or the older one is larger
     * @throws FileAlreadyExistsException when the folder exists
     */
    public void write(Path folder, SignedNote checkpoint, Optional<SignedNote> since, List<VerifierKey> keys)
            throws IOException, MalformedNoteException {
        if (Files.exists(folder)) {
            throw new FileAlreadyExistsException(folder.toString());
        }
        Checkpoint to = Checkpoint.parse(checkpoint.text());
        Optional<Checkpoint> from = Optional.empty();
        if (since.isPresent()) {
            from = Optional.of(Checkpoint.parse(since.get().text())).filter(tree -> tree.size() > 0);
        }
        Layout layout = new Layout(from.map(Checkpoint::size).orElse(0L), to.size());
        if (layout.since() > layout.size()) {
            throw new MalformedNoteException("the older checkpoint is larger than the newer one");
        }
        Path next = Files.createTempDirectory(folder.toAbsolutePath().getParent(), folder.getFileName() + ".");
        long longEvents = new Entries(next, layout).write();
        for (int level = 0; level < Tile.LEVELS; level++) {
            for (long i = layout.firstTile(level); i < layout.tiles(level); i++) {
                Tile tile = layout.tile(level, i);
                put(next, tile.path(), tiles.read(tile));
            }
        }
        StringBuilder keyLines = new StringBuilder();
        keys.forEach(key -> keyLines.append(key.text()).append('\n'));
        byte[] keysFile = keyLines.toString().getBytes(StandardCharsets.UTF_8);
        Optional<byte[]> sinceFile = from.isPresent() ? since.map(SignedNote::bytes) : Optional.empty();
        put(next, "keys", keysFile);
        put(next, "checkpoint", checkpoint.bytes());
        if (sinceFile.isPresent()) {
            put(next, "checkpoint.since", sinceFile.get());
        }
        Manifest manifest = new Manifest(to, from, longEvents, checkpoint.bytes(), sinceFile, keysFile);
        put(next, Manifest.FILE, manifest.bytes());
        Files.move(next, folder, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void put(Path folder, String name, byte[] bytes) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
    }

    /** Writes the events, 256 to a file. */
    private final class Entries {

        private final Path folder;
        private final Layout layout;
        private final ByteArrayOutputStream bundle = new ByteArrayOutputStream();
        private long position;
        private long longEvents;

        Entries(Path folder, Layout layout) {
            this.folder = folder;
            this.layout = layout;
            this.position = layout.start();
        }

        long write() throws IOException {
            try {
                while (position < layout.size()) {
                    long before = position;
                    events.read(position, (int) Math.min(BATCH, layout.size() - position), this::event);
                    if (position == before) {
                        throw new IOException("event " + (position + 1) + " is not there");
                    }
                }
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
            return longEvents;
        }

        private void event(long next, byte[] event) {
            if (next != position + 1) {
                throw new GapException(position + 1, next);
            }
            position = next;
            try {
                EntryBundle.append(bundle, Entry.of(position, event));
                if (Entry.isLong(event.length)) {
                    longEvents++;
                    put(folder, Layout.longEvent(position), event);
                }
                if (position % Tile.FULL == 0 || position == layout.size()) {
                    put(
                            folder,
                            layout.tile(Tile.ENTRIES, (position - 1) / Tile.FULL)
                                    .path(),
                            bundle.toByteArray());
                    bundle.reset();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
