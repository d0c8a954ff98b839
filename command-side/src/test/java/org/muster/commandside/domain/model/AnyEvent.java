package org.muster.commandside.domain.model;

import static org.muster.commandside.Examples.FY92;
import static org.muster.commandside.Examples.FY93;
import static org.muster.commandside.Examples.day;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.muster.catalog.EventCatalog;
import org.muster.catalog.EventType;
import org.muster.events.BudgetPeriod;
import org.muster.events.DomainEvent;
import org.muster.events.Tag;
import org.muster.events.correction.CorrectionEvent;
import org.muster.events.correction.CorrectionReason;
import org.muster.events.correction.OriginalEvent;
import org.muster.events.correction.RecordAnnulled;
import org.muster.events.correction.RecordCorrected;

/**
 * Events of every kind in the catalog, about so few missions, volunteers, assignments and stations that unrelated events
 * often share one. They need not make sense together: folds must not depend on that.
 */
public final class AnyEvent {

    private static final List<String> MISSIONS = List.of("UNTAC", "ONUMOZ", "UNMIK");

    private static final List<String> ASSIGNMENTS = List.of("A1", "A2", "A3", "A4");

    /** Texts by the name of the record's component; any other text is the same everywhere. */
    private static final Map<String, List<String>> TEXTS = Map.ofEntries(
            Map.entry("mission", MISSIONS),
            Map.entry("newMission", MISSIONS),
            Map.entry("successor", MISSIONS),
            Map.entry("acronym", MISSIONS),
            Map.entry("volunteer", List.of("V1", "V2", "V3")),
            Map.entry("assignment", ASSIGNMENTS),
            Map.entry("newAssignment", ASSIGNMENTS),
            Map.entry("station", List.of("S1", "S2")),
            Map.entry("newStation", List.of("S1", "S2")),
            Map.entry("fromStation", List.of("S1", "S2")),
            Map.entry("doa", List.of("D1", "D2")),
            Map.entry("order", List.of("O1", "O2")),
            Map.entry("identity", List.of("I1", "I2")));

    private AnyEvent() {}

    /** Among the ids there are some for every model. */
    static Arbitrary<String> id() {
        return Arbitraries.of(Stream.concat(TEXTS.values().stream().flatMap(List::stream), Stream.of(Tag.POLICY_BOOK))
                .distinct()
                .toList());
    }

    public static Arbitrary<DomainEvent> event() {
        return Arbitraries.oneOf(EventCatalog.all().stream().map(AnyEvent::of).toList());
    }

    /** Events of one type. */
    static Arbitrary<DomainEvent> of(EventType type) {
        if (CorrectionEvent.class.isAssignableFrom(type.form())) {
            return correction(type.form() == RecordAnnulled.class);
        }
        return of(type.form()).map(DomainEvent.class::cast).filter(AnyEvent::isPossible);
    }

    /** Of an event that nothing else says anything of. */
    private static Arbitrary<DomainEvent> correction(boolean annuls) {
        return Arbitraries.oneOf(EventCatalog.all().stream()
                        .filter(EventType::annullable)
                        .map(AnyEvent::of)
                        .toList())
                .map(event -> OriginalEvent.of(new UUID(1, event.hashCode()).toString(), 1, event))
                .<DomainEvent>map(original -> annuls
                        ? new RecordAnnulled(original, CorrectionReason.DUPLICATE)
                        : new RecordCorrected(
                                original,
                                "mission",
                                Optional.empty(),
                                Optional.of("UNTAC"),
                                CorrectionReason.DUPLICATE))
                .filter(AnyEvent::isPossible);
    }

    /** No mission succeeds itself: the rule refuses it, so no such event exists. */
    private static boolean isPossible(DomainEvent event) {
        try {
            return !event.tags().isEmpty();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static Arbitrary<Object> of(Class<?> form) {
        RecordComponent[] components = form.getRecordComponents();
        List<Arbitrary<Object>> values = Arrays.stream(components)
                .map(component -> of(component.getName(), component.getGenericType()))
                .toList();
        return Combinators.combine(values).as(arguments -> construct(form, components, arguments));
    }

    @SuppressWarnings("unchecked") // Arbitrary is covariant
    private static Arbitrary<Object> of(String name, Type type) {
        Arbitrary<?> any = switch (type) {
            case ParameterizedType generic
            when generic.getRawType() == Optional.class ->
                of(name, generic.getActualTypeArguments()[0]).optional();
            case ParameterizedType generic ->
                of(name, generic.getActualTypeArguments()[0])
                        .list()
                        .ofMinSize(1)
                        .ofMaxSize(2);
            case Class<?> raw when raw == String.class -> Arbitraries.of(TEXTS.getOrDefault(name, List.of("KHM")));
            case Class<?> raw
            when raw == LocalDate.class ->
                Arbitraries.integers()
                        .between(0, 700)
                        .map(days -> day("1991-07-01").plusDays(days));
            case Class<?> raw when raw == BudgetPeriod.class -> Arbitraries.of(FY92, FY93);
            case Class<?> raw
            when raw == int.class || raw == Integer.class ->
                Arbitraries.integers().between(0, 5);
            case Class<?> raw when raw == boolean.class -> Arbitraries.of(true, false);
            case Class<?> raw when raw.isEnum() -> Arbitraries.of(raw.getEnumConstants());
            case Class<?> raw when raw.isRecord() -> of(raw);
            default -> throw new AssertionError("no example of " + type);
        };
        return (Arbitrary<Object>) any;
    }

    private static Object construct(Class<?> form, RecordComponent[] components, List<Object> arguments) {
        try {
            return form.getDeclaredConstructor(Arrays.stream(components)
                            .map(RecordComponent::getType)
                            .toArray(Class[]::new))
                    .newInstance(arguments.toArray());
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }
}
