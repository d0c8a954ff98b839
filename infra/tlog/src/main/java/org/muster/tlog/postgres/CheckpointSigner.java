package org.muster.tlog.postgres;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.muster.tlog.checkpoint.Checkpoint;
import org.muster.tlog.merkle.Hash;
import org.muster.tlog.note.Ed25519Signer;
import org.muster.tlog.note.MalformedNoteException;
import org.muster.tlog.note.NoteSignature;
import org.muster.tlog.note.SignedNote;
import org.muster.tlog.note.UnverifiedNoteException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Signs the tree that is stored, and only one that continues the last one it signed: the root at that size is computed again
 * from the stored tiles before a new checkpoint is signed.
 */
public final class CheckpointSigner {

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final StoredLog log;
    private final Ed25519Signer signer;

    /** @param signer the log's key; its name is the log's origin */
    public CheckpointSigner(DataSource dataSource, Ed25519Signer signer) {
        this.jdbc = JdbcClient.create(dataSource);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
        this.log = new StoredLog(dataSource);
        this.signer = signer;
    }

    /**
     * The checkpoint of the tree as it is stored; signed and stored when there is none yet of this size.
     *
     * @throws TreeDamagedException when the stored tree does not continue the last checkpoint, or is not its own root's
     */
    public SignedNote sign() {
        return transaction.execute(status -> {
            BuilderLock.take(jdbc);
            TreeRow row = TreeRow.read(jdbc);
            Optional<SignedNote> last = log.latestCheckpoint();
            if (last.isPresent()) {
                Checkpoint signed = checkpoint(last.get());
                requireOwn(last.get());
                requireContinues(signed, row);
                if (signed.size() == row.size()) {
                    return last.get();
                }
            }
            requireRoot(row.size(), row.root());
            Checkpoint next = new Checkpoint(signer.verifier().name(), row.size(), row.root());
            SignedNote note = SignedNote.sign(next.text(), signer);
            jdbc.sql("INSERT INTO tlog.checkpoint (size, note) VALUES (?, ?)")
                    .params(row.size(), note.bytes())
                    .update();
            return note;
        });
    }

    /** A key that was lost and made anew must not go on signing as if nothing had happened. */
    private void requireOwn(SignedNote last) {
        try {
            last.verify(List.of(signer.verifier()));
        } catch (UnverifiedNoteException e) {
            throw new TreeDamagedException("the last checkpoint is not signed by this key: " + e.getMessage());
        }
    }

    private void requireContinues(Checkpoint signed, TreeRow row) {
        if (!signed.origin().equals(signer.verifier().name())) {
            throw new TreeDamagedException("the last checkpoint is of another log than the key's name says");
        }
        if (signed.size() > row.size()) {
            throw new TreeDamagedException("the tree of " + row.size() + " events is smaller than the checkpoint of "
                    + signed.size() + ": was the database set back?");
        }
        requireRoot(signed.size(), signed.root());
    }

    private void requireRoot(long size, Hash root) {
        if (!log.root(size).equals(root)) {
            throw new TreeDamagedException("the stored tiles do not have the root of size " + size);
        }
    }

    private static Checkpoint checkpoint(SignedNote note) {
        try {
            return Checkpoint.parse(note.text());
        } catch (MalformedNoteException e) {
            throw new TreeDamagedException("the last checkpoint is none: " + e.getMessage());
        }
    }

    /**
     * Adds witnesses' cosignatures, verified before, to a checkpoint.
     *
     * @return the checkpoint with them
     */
    public SignedNote addCosignatures(long size, Collection<NoteSignature> verified) {
        return transaction.execute(status -> {
            BuilderLock.take(jdbc);
            SignedNote note = log.checkpoint(size)
                    .orElseThrow(() -> new IllegalArgumentException("no checkpoint of size " + size + " was signed"))
                    .with(verified);
            jdbc.sql("UPDATE tlog.checkpoint SET note = ? WHERE size = ?")
                    .params(note.bytes(), size)
                    .update();
            return note;
        });
    }
}
