package org.muster.commandside.automation;

import io.cloudevents.CloudEvent;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.muster.catalog.EventCatalog;
import org.muster.catalog.EventType;
import org.muster.commandside.adapter.axon.history.History;
import org.muster.commandside.adapter.axon.history.HistoryEvent;
import org.muster.commandside.adapter.axon.state.PastStates;
import org.muster.events.DomainEvent;
import org.muster.events.Tag;
import org.muster.events.correction.RecordCorrected;
import org.muster.events.policy.PolicyAdopted;
import org.muster.messaging.IncomingEvent;
import org.muster.messaging.Projection;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Reads every published event once and notes on the {@link Agenda} when something is due because of it. It sends nothing. The
 * note and the place in the topic are one transaction, and a topic that was published anew holds nothing new: so no event is
 * noted twice or forgotten.
 *
 * <p>A note is no more than the event's position: what is sent is made of the event as the store has it.
 */
final class Planner implements Projection {

    private final List<Automation> automations;
    private final Map<String, EventType> read;
    private final History history;
    private final PastStates states;
    private final Clock clock;
    private final Clock today;

    /**
     * @param clock says when automations began: the clock that events are recorded by
     * @param today says which day it is for automations
     */
    Planner(List<Automation> automations, History history, Clock clock, Clock today) {
        this.automations = automations;
        this.history = history;
        this.states = new PastStates(history);
        this.clock = clock;
        this.today = today;
        this.read = Stream.concat(
                        automations.stream().flatMap(automation -> automation.causes().stream()),
                        Stream.of(PolicyAdopted.class, RecordCorrected.class))
                .distinct()
                .map(EventCatalog::of)
                .collect(Collectors.toUnmodifiableMap(EventType::name, Function.identity()));
    }

    @Override
    public String name() {
        return "automation";
    }

    @Override
    public void apply(Connection tx, List<IncomingEvent> batch) throws SQLException {
        try {
            plan(tx, batch);
        } catch (DataAccessException e) {
            // The consumer tells an outage from an event that cannot be read by the database's own exception.
            if (e.getRootCause() instanceof SQLException cause) {
                throw cause;
            }
            throw e;
        }
    }

    private void plan(Connection tx, List<IncomingEvent> batch) {
        // Never closed: the connection and its transaction are the caller's.
        Agenda agenda = new Agenda(JdbcClient.create(new SingleConnectionDataSource(tx, true)));
        LocalDate startedOn = agenda.startedOn(LocalDate.now(clock));
        Present present = new Present(states, history.head());
        for (IncomingEvent incoming : batch) {
            String type = incoming.event().getType();
            if (!read.containsKey(type.substring(0, Math.max(0, type.lastIndexOf(".v"))))) {
                continue;
            }
            DomainEvent event = history.read(stored(incoming));
            if (event instanceof PolicyAdopted adopted) {
                agenda.reconsider(adopted.effectiveFrom());
                continue;
            }
            Cause cause = Cause.of(event, recordedOn(incoming.event()), startedOn);
            for (Automation automation : automations) {
                Optional<LocalDate> first =
                        automation.causes().contains(cause.event().getClass())
                                ? first(automation, cause, present)
                                : Optional.empty();
                if (first.isPresent()) {
                    agenda.plan(automation.name(), incoming.position(), first.get());
                }
            }
        }
    }

    private Optional<LocalDate> first(Automation automation, Cause cause, Present present) {
        return automation.due(cause, present, LocalDate.now(today)).stream()
                .map(Due::on)
                .filter(on -> !on.isBefore(cause.startedOn()))
                .min(Comparator.naturalOrder());
    }

    private static LocalDate recordedOn(CloudEvent event) {
        return event.getTime().withOffsetSameInstant(ZoneOffset.UTC).toLocalDate();
    }

    private static HistoryEvent stored(IncomingEvent incoming) {
        CloudEvent event = incoming.event();
        return new HistoryEvent(
                incoming.position(),
                UUID.fromString(event.getId()),
                event.getType(),
                event.getTime().toInstant(),
                Tag.parse(event.getSubject()),
                List.of(),
                event.getData().toBytes(),
                Map.of());
    }
}
