package org.muster.tlog.bundle;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.muster.tlog.checkpoint.Checkpoint;
import org.muster.tlog.leaf.Entry;
import org.muster.tlog.merkle.Hash;
import org.muster.tlog.tile.EntryBundle;
import org.muster.tlog.tile.Tile;
import org.muster.tlog.tile.TreeBuilder;

/** Reads the events of a bundle that was verified. */
public final class BundleReader {

    private static final long BUNDLE_BYTES_MAX = Tile.FULL * (2L + EntryBundle.ENTRY_BYTES_MAX);
    private static final long LONG_EVENT_BYTES_MAX = 1L << 30;

    private final BundleFiles files;
    private final Layout layout;

    /** @param verified what the verifier said of these files */
    public BundleReader(BundleFiles files, Verification verified) {
        if (!verified.isVerified()) {
            throw new IllegalArgumentException("a bundle that is not verified is not read");
        }
        Checkpoint checkpoint = verified.checkpoint().orElseThrow();
        this.files = files;
        this.layout = new Layout(verified.since(), checkpoint.size());
    }

    /**
     * Takes events.
     *
     * @param <X> what taking one may throw
     */
    @FunctionalInterface
    public interface Events<X extends Exception> {

        /** @param event the event's encoding */
        void event(long position, byte[] event) throws X;
    }

    /**
     * Hands on the events after those that the bundle continues, in order.
     *
     * @return the root of what was read, where the bundle begins with the first event: files may have changed since they were
     *     verified
     */
    public <X extends Exception> Optional<Hash> read(Events<X> events) throws IOException, X {
        TreeBuilder tree = new TreeBuilder((tile, hashes) -> {});
        for (long i = layout.firstTile(Tile.ENTRIES); i < layout.tiles(Tile.ENTRIES); i++) {
            Tile tile = layout.tile(Tile.ENTRIES, i);
            EntryBundle bundle = EntryBundle.parse(files.read(tile.path(), BUNDLE_BYTES_MAX), tile.width());
            for (int n = 0; n < tile.width(); n++) {
                long position = i * Tile.FULL + n + 1;
                byte[] entry = Arrays.copyOfRange(bundle.bytes(), bundle.start(n), bundle.start(n) + bundle.length(n));
                tree.append(entry);
                if (position > layout.since()) {
                    events.event(position, event(position, entry));
                }
            }
        }
        return layout.since() == 0 ? Optional.of(tree.root()) : Optional.empty();
    }

    private byte[] event(long position, byte[] entry) throws IOException {
        if (entry.length == 0 || entry[0] != Entry.DIGEST) {
            return entry;
        }
        byte[] event = files.read(Layout.longEvent(position), LONG_EVENT_BYTES_MAX);
        if (!Arrays.equals(Entry.of(position, event), entry)) {
            throw new IOException(Layout.longEvent(position) + " was changed since it was verified");
        }
        return event;
    }
}
