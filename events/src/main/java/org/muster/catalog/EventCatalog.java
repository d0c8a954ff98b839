package org.muster.catalog;

import java.lang.reflect.Constructor;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.muster.events.DomainEvent;
import org.muster.events.assignment.AssignmentEvent;
import org.muster.events.automation.AutomationEvent;
import org.muster.events.correction.CorrectionEvent;
import org.muster.events.mission.MissionEvent;
import org.muster.events.policy.PolicyEvent;
import org.muster.events.recruitment.RecruitmentEvent;
import org.muster.events.security.SecurityEvent;
import org.muster.events.volunteer.VolunteerEvent;

/**
 * Lists every kind of event that Muster publishes. The list is derived from the permitted types of each family, and the
 * names from their {@link EventName}.
 */
public final class EventCatalog {

    /** A family is a sealed interface with its records in a package of its own. */
    private static final List<Class<? extends DomainEvent>> FAMILIES = List.of(
            MissionEvent.class,
            VolunteerEvent.class,
            RecruitmentEvent.class,
            AssignmentEvent.class,
            SecurityEvent.class,
            PolicyEvent.class,
            AutomationEvent.class,
            CorrectionEvent.class);

    private static final List<EventType> ALL = FAMILIES.stream()
            .flatMap(EventCatalog::records)
            .map(EventCatalog::type)
            .toList();

    private static final Map<Class<?>, EventType> BY_FORM =
            ALL.stream().collect(Collectors.toUnmodifiableMap(EventType::form, Function.identity()));

    private static final Map<String, EventType> BY_NAME =
            ALL.stream().collect(Collectors.toUnmodifiableMap(EventType::name, Function.identity()));

    private EventCatalog() {}

    private static Stream<Class<?>> records(Class<?> type) {
        return type.isSealed()
                ? Stream.of(type.getPermittedSubclasses()).flatMap(EventCatalog::records)
                : Stream.of(type);
    }

    private static EventType type(Class<?> form) {
        EventName name = form.getAnnotation(EventName.class);
        if (name == null) {
            throw new IllegalStateException(form.getName() + " has no @EventName");
        }
        return new EventType(
                name.value(),
                name.version(),
                form.asSubclass(DomainEvent.class),
                Arrays.stream(name.upcasters()).map(EventCatalog::upcaster).toList());
    }

    private static Upcaster upcaster(Class<? extends Upcaster> type) {
        try {
            Constructor<? extends Upcaster> constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            return constructor.newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type.getName() + " cannot be made", e);
        }
    }

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
