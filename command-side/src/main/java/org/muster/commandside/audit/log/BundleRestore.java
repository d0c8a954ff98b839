package org.muster.commandside.audit.log;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.muster.eventstore.EventRestore;
import org.muster.eventstore.log.EventLog;
import org.muster.tlog.bundle.BundleFiles;
import org.muster.tlog.bundle.BundleReader;
import org.muster.tlog.bundle.BundleVerifier;
import org.muster.tlog.bundle.Trust;
import org.muster.tlog.bundle.Verification;
import org.muster.tlog.checkpoint.Checkpoint;
import org.muster.tlog.leaf.EventLeaf;
import org.muster.tlog.leaf.EventLeafFormat;
import org.muster.tlog.merkle.Hash;
import org.muster.tlog.note.MalformedNoteException;
import org.muster.tlog.note.NoteVerifier;
import org.muster.tlog.note.SignedNote;
import org.muster.tlog.postgres.LogBuilder;
import org.muster.tlog.postgres.StoredLog;

/**
 * Restores a bundle into a store. An export is a backup: whatever verifies is restored with its positions, bytes, ids and
 * proofs, and whatever does not is refused before anything is written.
 */
public final class BundleRestore {

    private static final int BATCH = 4_096;

    private final DataSource owner;
    private final NoteVerifier key;

    /**
     * @param owner the role that owns the events; their schemas are up to date, and no process serves the store
     * @param key the log's key, from elsewhere than the bundle
     */
    public BundleRestore(DataSource owner, NoteVerifier key) {
        this.owner = owner;
        this.key = key;
    }

    /**
     * Verifies and restores.
     *
     * @param files of the bundle; one that continues an older checkpoint goes onto the store that has that checkpoint
     * @return what was verified: restored when {@link Verification#isVerified()} says so, and refused otherwise
     * @throws IllegalStateException when the store is at another position, or has other events than the bundle continues
     */
    public Verification restore(BundleFiles files) throws IOException, SQLException {
        StoredLog log = new StoredLog(owner);
        Verification verified = BundleVerifier.verify(files, new Trust(key, List.of(), 0, log.latestCheckpoint()));
        if (verified.isVerified()) {
            Checkpoint checkpoint = verified.checkpoint().orElseThrow();
            insert(new BundleReader(files, verified), verified.since(), checkpoint);
            adopt(log, files, checkpoint);
        }
        return verified;
    }

    private void insert(BundleReader bundle, long since, Checkpoint checkpoint) throws IOException, SQLException {
        try (EventRestore restore = EventRestore.begin(owner, since)) {
            Optional<Hash> root =
                    bundle.<SQLException>read((position, event) -> add(restore, EventLeafFormat.decode(event)));
            if (root.isPresent() && !root.get().equals(checkpoint.root())) {
                throw new IOException("the bundle was changed while it was restored");
            }
            restore.complete();
        }
    }

    private static void add(EventRestore restore, EventLeaf event) throws SQLException {
        restore.add(new EventRestore.Event(
                event.position(),
                event.id(),
                event.type(),
                event.version(),
                event.subject(),
                event.recordedAtMicros(),
                event.payload(),
                event.metadata(),
                event.tags()));
    }

    /** The tree is built of what the store now has, and must be the one that was signed; the log then continues it. */
    private void adopt(StoredLog log, BundleFiles files, Checkpoint checkpoint) throws IOException {
        try (EventLog events = EventLog.open(owner)) {
            new LogBuilder(owner, new EventLeaves(events), BATCH).catchUp();
            log.adopt(SignedNote.parse(files.read("checkpoint", SignedNote.BYTES_MAX)), checkpoint);
        } catch (MalformedNoteException e) {
            throw new IOException("the checkpoint was changed while it was restored", e);
        }
    }
}
