package org.muster.local.load;

import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.muster.local.authorization.DemoClient;
import org.muster.local.history.HistoricalCommand;
import org.muster.local.history.HistoryStream;
import org.muster.local.present.PresentDay;

/**
 * Sends the history, streams side by side, and waits until it is projected.
 *
 * <p>Promise: interrupted at any point, also by kill -9, a later load sends what is missing and ends with the same
 * totals. Command ids are derived, so a command that is sent again gets its first answer and is recorded once. The
 * store itself knows where to resume ({@link Batches}).
 */
public final class HistoryLoad {

    private static final int ATTEMPTS_MAX = 8;
    private static final int HOURS_MAX = 24;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);

    private final LoadProgress progress;
    private final BulkIntake intake;
    private final RecordedCommands recorded;
    private final ReadModels readModels;
    private final AtomicReference<String> failure = new AtomicReference<>();

    /**
     * @param importer sends
     * @param auditor reads which commands are recorded, and the totals
     */
    public HistoryLoad(
            String commandSideUrl,
            String querySideUrl,
            DemoClient importer,
            DemoClient auditor,
            LoadProgress progress) {
        HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        this.progress = progress;
        this.intake = new BulkIntake(http, commandSideUrl, new AccessTokens(http, importer));
        AccessTokens auditing = new AccessTokens(http, auditor);
        this.recorded = new RecordedCommands(http, commandSideUrl, auditing);
        this.readModels = new ReadModels(http, querySideUrl, auditing);
    }

    /**
     * Loads, and returns when it is done or failed. Interrupting the thread stops it.
     *
     * @param lastCommands the ids of the streams' last commands: if all are recorded, there is nothing to load and the
     *     streams are not generated
     * @param streams the history
     * @param present the day up to which a register that is loaded now is brought after the history; absent: it ends with the
     *     history
     */
    public LoadResult run(List<UUID> lastCommands, Supplier<List<HistoryStream>> streams, Optional<LocalDate> present)
            throws InterruptedException {
        LoadResult result;
        try {
            boolean whole = areRecorded(lastCommands) && (present.isEmpty() || isRecorded(PresentDay.LAST));
            result = whole ? project(0) : load(streams.get(), present);
        } catch (IOException e) {
            result = new LoadResult.Failed("the command side cannot be asked: " + e.getMessage());
        }
        progress.enter(
                switch (result) {
                    case LoadResult.Loaded _ -> LoadProgress.Phase.READY;
                    case LoadResult.Failed _ -> LoadProgress.Phase.FAILED;
                });
        return result;
    }

    private boolean areRecorded(List<UUID> commands) throws IOException, InterruptedException {
        for (UUID command : commands) {
            if (!isRecorded(command)) {
                return false;
            }
        }
        return true;
    }

    private LoadResult load(List<HistoryStream> streams, Optional<LocalDate> today)
            throws IOException, InterruptedException {
        Optional<HistoryStream> present = Optional.empty();
        if (today.isPresent()) {
            // A load that goes on on a later day brings the register to the day on which it was begun.
            LocalDate day = recorded.registrationOn(PresentDay.FIRST).orElse(today.get());
            present = Optional.of(PresentDay.on(day, streams));
        }
        progress.begin(Stream.concat(streams.stream(), present.stream())
                .mapToLong(stream -> stream.commands().size())
                .sum());
        long begun = System.nanoTime();
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            streams.stream().map(Batches::of).forEach(stream -> executor.submit(() -> load(stream)));
            executor.shutdown();
            try {
                if (!executor.awaitTermination(HOURS_MAX, TimeUnit.HOURS)) {
                    fail("it took more than " + HOURS_MAX + " hours");
                    executor.shutdownNow();
                }
            } catch (InterruptedException e) {
                executor.shutdownNow();
                throw e;
            }
        }
        if (failure.get() == null) {
            present.map(Batches::of).ifPresent(this::load);
        }
        return failure.get() != null
                ? new LoadResult.Failed(failure.get())
                : project(progress.sent() == 0 ? 0 : (System.nanoTime() - begun) / 1e9);
    }

    private LoadResult project(double seconds) throws InterruptedException {
        progress.enter(LoadProgress.Phase.PROJECTING);
        try {
            Optional<LoadResult.Totals> totals = readModels.totalsAt(progress.position());
            return totals.<LoadResult>map(t -> new LoadResult.Loaded(progress.sent(), seconds, t))
                    .orElseGet(() ->
                            new LoadResult.Failed("the query side does not reach position " + progress.position()));
        } catch (IOException e) {
            return new LoadResult.Failed("the query side cannot be asked: " + e.getMessage());
        }
    }

    private void load(Batches stream) {
        try {
            int first = stream.firstToSend(command -> isRecorded(command.id()));
            progress.foundRecorded(stream.batches().subList(0, first).stream()
                    .mapToLong(List::size)
                    .sum());
            for (List<HistoricalCommand> batch :
                    stream.batches().subList(first, stream.batches().size())) {
                if (failure.get() != null) {
                    return;
                }
                send(batch);
            }
        } catch (IOException | RuntimeException e) {
            fail("stream " + stream.stream().number() + " " + stream.stream().missions() + ": " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            fail("interrupted");
        }
    }

    private boolean isRecorded(UUID command) throws IOException, InterruptedException {
        OptionalLong position = recorded.positionOf(command);
        position.ifPresent(progress::reached);
        return position.isPresent();
    }

    private void send(List<HistoricalCommand> batch) throws IOException, InterruptedException {
        String last = "";
        Duration pause = FIRST_PAUSE;
        for (int attempt = 1; attempt <= ATTEMPTS_MAX; attempt++) {
            switch (attempt(batch)) {
                case BulkIntake.Answer.Accepted(long position) -> {
                    progress.reached(position);
                    progress.accepted(batch.size());
                    return;
                }
                case BulkIntake.Answer.Refused refused -> {
                    fail(refused.command().name() + " " + refused.command().id() + " was refused with "
                            + refused.status() + " " + refused.problem());
                    return;
                }
                case BulkIntake.Answer.TryAgain(String why) -> last = why;
            }
            Thread.sleep(pause);
            pause = pause.multipliedBy(2);
        }
        throw new IOException("given up after " + ATTEMPTS_MAX + " attempts: " + last);
    }

    /** After a failed connection it is unknown which commands were recorded; a repetition answers that. */
    private BulkIntake.Answer attempt(List<HistoricalCommand> batch) throws InterruptedException {
        try {
            return intake.send(batch);
        } catch (IOException e) {
            return new BulkIntake.Answer.TryAgain(e.toString());
        }
    }

    private void fail(String reason) {
        failure.compareAndSet(null, reason);
    }
}
