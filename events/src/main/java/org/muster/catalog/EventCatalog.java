package org.muster.catalog;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.muster.events.AssignmentEnded;
import org.muster.events.DomainEvent;
import org.muster.events.DrawdownBegun;
import org.muster.events.DutyStationOpened;
import org.muster.events.LiquidationBegun;
import org.muster.events.MandateEnded;
import org.muster.events.MandateExtended;
import org.muster.events.MissionClosed;
import org.muster.events.MissionEstablished;
import org.muster.events.MissionStarted;
import org.muster.events.SuccessorMissionLinked;
import org.muster.events.VolunteerDeployed;
import org.muster.events.VolunteerRegistered;
import org.muster.events.VolunteerStrengthAuthorized;
import org.muster.events.VolunteerStrengthRevised;

/**
 * Every kind of event that Muster publishes: its name and version on the wire, its form and schema. The one place where
 * a class gets its name.
 */
public final class EventCatalog {

    private static final List<EventType> ALL = List.of(
            new EventType("muster.mission.established", 1, MissionEstablished.class),
            new EventType("muster.mission.started", 1, MissionStarted.class),
            new EventType("muster.mission.mandate-extended", 1, MandateExtended.class),
            new EventType("muster.mission.successor-linked", 1, SuccessorMissionLinked.class),
            new EventType("muster.mission.volunteer-strength-authorized", 1, VolunteerStrengthAuthorized.class),
            new EventType("muster.mission.volunteer-strength-revised", 1, VolunteerStrengthRevised.class),
            new EventType("muster.mission.duty-station-opened", 1, DutyStationOpened.class),
            new EventType("muster.mission.mandate-ended", 1, MandateEnded.class),
            new EventType("muster.mission.drawdown-begun", 1, DrawdownBegun.class),
            new EventType("muster.mission.liquidation-begun", 1, LiquidationBegun.class),
            new EventType("muster.mission.closed", 1, MissionClosed.class),
            new EventType("muster.volunteer.registered", 1, VolunteerRegistered.class),
            new EventType("muster.volunteer.deployed", 1, VolunteerDeployed.class),
            new EventType("muster.volunteer.assignment-ended", 1, AssignmentEnded.class));

    private static final Map<Class<?>, EventType> BY_FORM =
            ALL.stream().collect(Collectors.toUnmodifiableMap(EventType::form, Function.identity()));

    private static final Map<String, EventType> BY_NAME =
            ALL.stream().collect(Collectors.toUnmodifiableMap(EventType::name, Function.identity()));

    private EventCatalog() {}

    public static List<EventType> all() {
        return ALL;
    }

    /** The entry of an event's class. */
    public static EventType of(Class<? extends DomainEvent> form) {
        EventType type = BY_FORM.get(form);
        if (type == null) {
            throw new IllegalArgumentException(form.getName() + " is not in the event catalog");
        }
        return type;
    }

    /** The entry with this name, without version, for instance {@code muster.mission.established}. */
    public static Optional<EventType> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }
}
