package org.muster.commandside.adapter.bulk;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.muster.commandside.adapter.bulk.ImportProgress.State;
import org.muster.commandside.adapter.http.HttpLimits;
import org.muster.commandside.intake.CommandIntake;
import org.muster.commandside.intake.DryRun;
import org.muster.messaging.ParallelStop;
import org.muster.web.problem.SafeFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does imports, one after the other, each as one upload; what is temporary is waited out. After a restart it goes on behind
 * the last line that has an outcome: lines that were done without one are repeated, which records nothing twice. A dry run begins
 * anew.
 */
final class ImportRunner implements ParallelStop {

    private static final Logger log = LoggerFactory.getLogger(ImportRunner.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(10);
    private static final Duration STOPPED_WITHIN = Duration.ofSeconds(5);
    private static final long LOOK_MILLIS = 200;

    private final ImportStore store;
    private final CommandIntake intake;
    private final HttpLimits limits;
    private final Clock clock;
    private final BlockingQueue<StoredImport> waiting = new LinkedBlockingQueue<>();
    private final Map<UUID, Counts> running = new ConcurrentHashMap<>();
    private volatile Thread worker;
    private volatile BulkRun current;
    private volatile boolean stopping;

    private record Counts(AtomicLong last, AtomicLong accepted, AtomicLong refused) {}

    ImportRunner(ImportStore store, CommandIntake intake, HttpLimits limits, Clock clock) {
        this.store = store;
        this.intake = intake;
        this.limits = limits;
        this.clock = clock;
    }

    /** Takes an import that was just received. */
    void add(StoredImport received) {
        waiting.add(received);
    }

    ImportProgress progress(StoredImport stored) {
        Counts counts = running.get(stored.id());
        if (counts != null) {
            return progress(stored, State.RUNNING, counts);
        }
        return store.isDone(stored.id())
                ? store.end(stored.id())
                : progress(stored, State.WAITING, new Counts(new AtomicLong(), new AtomicLong(), new AtomicLong()));
    }

    private ImportProgress progress(StoredImport stored, State state, Counts counts) {
        return new ImportProgress(
                stored.id(),
                state,
                stored.receivedAt(),
                stored.lines(),
                counts.last().get(),
                stored.dryRun() ? 0 : counts.accepted().get(),
                counts.refused().get(),
                stored.dryRun(),
                stored.dryRun() ? counts.accepted().get() : 0L,
                state == State.DONE ? clock.instant() : null);
    }

    private void work() {
        try {
            while (!stopping) {
                StoredImport next = waiting.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                if (next == null) {
                    continue;
                }
                try {
                    run(next);
                } catch (IOException | RuntimeException e) {
                    SafeFailure.log(log, "Import " + next.id() + " stands still and is taken up again", e);
                    Thread.sleep(RETRY_AFTER);
                    waiting.add(next);
                } finally {
                    running.remove(next.id());
                }
            }
        } catch (InterruptedException stopped) {
            log.debug("Imports stop");
        }
    }

    private void run(StoredImport stored) throws IOException {
        ImportStore.Outcomes before = store.resume(stored);
        Counts counts = new Counts(
                new AtomicLong(before.lastLine()), new AtomicLong(before.accepted()), new AtomicLong(before.refused()));
        running.put(stored.id(), counts);
        log.info("Import {} of {} lines begins behind line {}", stored.id(), stored.lines(), before.lastLine());
        try (LineReader lines = new LineReader(store.upload(stored.id()), limits.commandBytesMax());
                OutputStream outcomes = store.appendOutcomes(stored.id())) {
            for (long line = 0; line < before.lastLine(); line++) {
                lines.next();
            }
            DryRun telling = intake.dryRun();
            BulkRun run = new BulkRun(
                    stored.dryRun() ? LineDecisions.telling(telling) : LineDecisions.recording(intake),
                    limits,
                    stored.caller(),
                    Optional.empty(),
                    true,
                    answers -> {
                        outcomes.write(answers.json());
                        counts.last().set(answers.lastLine());
                        counts.accepted().addAndGet(answers.accepted());
                        counts.refused().addAndGet(answers.others());
                    });
            current = run;
            if (!stopping) {
                run.run(lines, () -> LineDecisions.fullness(telling));
            }
            if (!run.isWhole()) {
                if (stopping) {
                    return;
                }
                throw new IOException("its outcomes cannot be kept");
            }
        }
        store.done(stored.id(), progress(stored, State.DONE, counts));
        log.info(
                stored.dryRun()
                        ? "Dry run {} is done: {} lines would be accepted, {} not"
                        : "Import {} is done: {} lines accepted, {} not",
                stored.id(),
                counts.accepted(),
                counts.refused());
    }

    @Override
    public void start() {
        stopping = false;
        List<StoredImport> open = store.all().stream()
                .filter(stored -> !store.isDone(stored.id()))
                .toList();
        waiting.addAll(open);
        worker = Thread.ofPlatform().name("imports").start(this::work);
    }

    /** Ends with the lines in hand; the next start goes on. */
    @Override
    public void stop() {
        stopping = true;
        BulkRun run = current;
        if (run != null) {
            run.halt();
        }
        Thread working = worker;
        worker = null;
        if (working != null) {
            try {
                if (!working.join(STOPPED_WITHIN)) {
                    working.interrupt();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return worker != null;
    }
}
