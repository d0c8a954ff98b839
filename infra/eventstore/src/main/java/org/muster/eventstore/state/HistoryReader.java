package org.muster.eventstore.state;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.muster.eventstore.api.EventStoreSettings;
import org.muster.eventstore.api.OverloadedException;
import org.muster.eventstore.api.StoreUnavailableException;
import org.muster.eventstore.api.StoredEvent;
import org.muster.eventstore.order.Criteria;
import org.muster.eventstore.postgres.HeldConnection;
import org.muster.eventstore.postgres.Outage;
import org.muster.eventstore.postgres.ShortHistories;
import org.muster.eventstore.postgres.SqlFailure;
import org.muster.eventstore.tags.TagIndex;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads short histories, many in one statement. Most commands ask about something never seen before (a new volunteer, a new
 * command id), and the answer "nothing" costs an index probe if only the round trip is shared.
 *
 * <p>One thread with a connection of its own takes all questions that are there. A longer history is not read here, nor one
 * whose end is not indexed yet: the answer is then null, and the caller reads it by page.
 */
public final class HistoryReader implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(HistoryReader.class);

    private static final int TOGETHER_MAX = 256;
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(60);

    /** An answer: the events, or null when they are too many for this way. */
    private record Question(Criteria criteria, long after, long upTo, CompletableFuture<List<StoredEvent>> answer)
            implements ShortHistories.Question {}

    private final HeldConnection held;
    private final Outage outage = new Outage("The history reader");
    private final Executor completions;
    private final EventStoreSettings settings;
    private final TagIndex index;
    private final BlockingQueue<Question> questions;
    private volatile boolean stopping;

    public HistoryReader(DataSource dataSource, EventStoreSettings settings, TagIndex index, Executor completions) {
        this.held = new HeldConnection(dataSource, ANSWER_TIMEOUT);
        this.settings = settings;
        this.index = index;
        this.questions = new LinkedBlockingQueue<>(settings.pendingEventsMax());
        this.completions = completions;
    }

    /** @return the events in {@code (after, upTo]} that match, in order; null when they cannot be read here. Never blocks. */
    CompletableFuture<List<StoredEvent>> read(Criteria criteria, long after, long upTo) {
        if (after >= upTo) {
            return CompletableFuture.completedFuture(List.of());
        }
        if (upTo > index.position() || !ShortHistories.answers(criteria)) {
            return CompletableFuture.completedFuture(null);
        }
        Question question = new Question(criteria, after, upTo, new CompletableFuture<>());
        if (!questions.offer(question)) {
            return CompletableFuture.failedFuture(new OverloadedException("questions about history", questions.size()));
        }
        if (stopping) {
            refuseAll(new SQLException("the event store is closed"));
        }
        return question.answer();
    }

    public void stop() {
        stopping = true;
    }

    /** Ends what runs on its connection. Called by any thread. */
    public void cut() {
        held.cut();
    }

    @Override
    public void run() {
        List<Question> together = new ArrayList<>();
        while (!stopping) {
            try {
                // Connect only for a question: while nobody asks, an unavailable PostgreSQL does not matter.
                if (!together.isEmpty() || take(together)) {
                    answerAll(together);
                }
            } catch (SQLException e) {
                retryOrRefuse(together, e);
            } catch (InterruptedException e) {
                stopping = true;
            } catch (RuntimeException | Error e) {
                log.error("A history could not be read", e);
                refuse(together, e);
            }
        }
        SQLException closed = new SQLException("the event store is closed");
        refuse(together, closed);
        refuseAll(closed);
    }

    /** Reading again is harmless, so callers do not learn of a connection that was lost for a short time. */
    private void retryOrRefuse(List<Question> together, SQLException e) {
        if (stopping) {
            return;
        }
        if (SqlFailure.of(e) != SqlFailure.LOST) {
            refuse(together, e);
            refuseAll(e);
            return;
        }
        outage.failed(e);
        if (outage.isLongerThan(settings.unavailableTimeout())) {
            refuse(together, e);
            refuseAll(e);
        }
        outage.backOff();
    }

    private void answerAll(List<Question> together) throws SQLException, InterruptedException {
        Connection connection = held.open();
        try {
            ShortHistories.prepare(connection);
            do {
                answer(connection, together);
                outage.over();
                together.clear();
            } while (take(together));
        } finally {
            held.reset();
        }
    }

    /** @return false when nothing is asked any more */
    private boolean take(List<Question> together) throws InterruptedException {
        while (!stopping) {
            Question first = questions.poll(250, TimeUnit.MILLISECONDS);
            if (first != null) {
                together.add(first);
                questions.drainTo(together, TOGETHER_MAX - 1);
                return true;
            }
        }
        return false;
    }

    private void answer(Connection connection, List<Question> together) throws SQLException {
        List<List<StoredEvent>> answers = ShortHistories.read(connection, together);
        for (int i = 0; i < together.size(); i++) {
            Question question = together.get(i);
            List<StoredEvent> found = answers.get(i);
            completions.execute(() -> question.answer().complete(found));
        }
    }

    private void refuseAll(Throwable because) {
        List<Question> waiting = new ArrayList<>();
        questions.drainTo(waiting);
        refuse(waiting, because);
    }

    private void refuse(List<Question> unanswered, Throwable because) {
        for (Question question : unanswered) {
            StoreUnavailableException failure = new StoreUnavailableException(
                    "The history of a state cannot be read: " + because.getMessage(), false, because);
            completions.execute(() -> question.answer().completeExceptionally(failure));
        }
        unanswered.clear();
    }
}
