package org.muster.commandside.audit.log;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.muster.tlog.checkpoint.Checkpoint;
import org.muster.tlog.checkpoint.CosignatureVerifier;
import org.muster.tlog.note.MalformedNoteException;
import org.muster.tlog.note.SignedNote;
import org.muster.tlog.postgres.StoredLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes signed checkpoints out of Muster's reach, on a thread of its own: to the witnesses, and to Kafka. Neither holds up the
 * building of the log.
 */
final class CheckpointDistribution implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(CheckpointDistribution.class);

    /** A checkpoint with too few cosignatures is passed over; further back than this nobody looks. */
    private static final int LOOK_BACK = 200;

    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

    private final StoredLog tree;
    private final WitnessRound witnesses;
    private final CheckpointTopic topic;
    private final AuditLogSettings settings;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread = Thread.ofPlatform().name("audit-checkpoints").unstarted(this::run);

    CheckpointDistribution(StoredLog tree, WitnessRound witnesses, CheckpointTopic topic, AuditLogSettings settings) {
        this.tree = tree;
        this.witnesses = witnesses;
        this.topic = topic;
        this.settings = settings;
    }

    CheckpointDistribution begin() {
        topic.begin();
        thread.start();
        return this;
    }

    /** The newest checkpoint that enough witnesses have cosigned; absent before the first. */
    Optional<SignedNote> served() {
        return tree.checkpoints(settings.quorum() == 0 ? 1 : LOOK_BACK).stream()
                .filter(note -> witnesses.cosigned(note) >= settings.quorum())
                .findFirst();
    }

    List<CosignatureVerifier> witnessKeys() {
        return witnesses.keys();
    }

    Map<String, String> witnessProblems() {
        return witnesses.problems();
    }

    private void run() {
        try {
            while (!closing.await(settings.checkpointEvery().toNanos(), TimeUnit.NANOSECONDS)) {
                try {
                    round();
                } catch (RuntimeException | MalformedNoteException e) {
                    log.debug("Checkpoints stay until PostgreSQL is back", e);
                }
            }
        } catch (InterruptedException e) {
            log.debug("Closed", e);
        }
    }

    private void round() throws MalformedNoteException {
        Optional<SignedNote> latest = tree.latestCheckpoint();
        if (latest.isPresent()) {
            Checkpoint checkpoint = Checkpoint.parse(latest.get().text());
            witnesses.cosign(latest.get(), checkpoint);
            Optional<SignedNote> served = served();
            if (served.isPresent()) {
                topic.publish(served.get());
            }
        }
    }

    @Override
    public void close() {
        closing.countDown();
        thread.interrupt();
        witnesses.close();
        topic.close();
        try {
            thread.join(CLOSE_TIMEOUT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
