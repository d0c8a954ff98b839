package org.muster.queryside.projection;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.muster.messaging.Projection;
import org.muster.messaging.parking.ParkedEvent;
import org.muster.messaging.parking.ParkedEvents;
import org.muster.messaging.parking.ParkedSubject;
import org.muster.messaging.parking.ParkingAct;
import org.muster.messaging.parking.RetryOutcome;
import org.muster.messaging.rebuilding.Generations;
import org.muster.readmodels.ReadModelProjection;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.stereotype.Component;

/**
 * Events that a read model could not take in, and what people do about them. An event that cannot be read, or that violates the
 * model, holds up its subject only: it and the subject's later events queue, all others go on.
 *
 * <p>Every method throws {@link DataAccessResourceFailureException} while the database is unavailable; what it was to do then
 * happened as a whole or not at all, and may be asked again.
 */
@Component
public class Parking {

    private final List<String> names;
    private final ParkedEvents parked;

    Parking(DataSource dataSource, List<ReadModelProjection> readModels, Generations generations) {
        this.names = readModels.stream().map(Projection::name).toList();
        this.parked = new ParkedEvents(
                dataSource, readModels.stream().map(generations::live).toList());
    }

    /** Whether there is a projection of this name; every method here expects one that there is. */
    public boolean knows(String projection) {
        return names.contains(projection);
    }

    /** The subjects that have a queue, those parked first first. */
    public List<ParkedSubject> subjects(String projection, int limit) {
        return asked(() -> parked.subjects(projection, limit));
    }

    /** The first parked events, of one subject or of all, in the order in which they were parked. */
    public List<ParkedEvent> events(String projection, Optional<String> subject, int limit) {
        return asked(() ->
                subject.isPresent() ? parked.list(projection, subject.get(), limit) : parked.list(projection, limit));
    }

    /** Applies a subject's queue in order, as far as that goes, the way live events are applied. */
    public RetryOutcome retry(String projection, String subject, String who) {
        return asked(() -> parked.retry(projection, subject, who));
    }

    /**
     * Gives one event up.
     *
     * @return false if it is not parked
     */
    public boolean discard(String projection, long position, String who, String reason) {
        return asked(() -> parked.discard(projection, position, who, reason));
    }

    /** What was done, the last first. */
    public List<ParkingAct> acts(String projection, int limit) {
        return asked(() -> parked.acts(projection, limit));
    }

    private interface Question<T> {
        T ask() throws SQLException;
    }

    private static <T> T asked(Question<T> question) {
        try {
            return question.ask();
        } catch (SQLException away) {
            throw new DataAccessResourceFailureException("the parked events cannot be read or changed", away);
        }
    }
}
