package org.muster.commandside.modelcheck;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.muster.commandside.Examples;
import org.muster.events.BudgetPeriod;

/**
 * A command with some given values; the others are drawn by their names and types, about so few entities and days that commands often
 * meet. So a new command is drawn without being named here.
 */
final class RandomCommand {

    static final LocalDate FIRST = LocalDate.of(1992, 4, 1);
    static final int DAYS = 720;
    static final List<BudgetPeriod> PERIODS =
            List.of(Examples.FY92, Examples.FY93, Examples.period("1993-07-01", "1994-06-30"));

    private static final Map<String, int[]> NUMBERS =
            Map.of("months", new int[] {1, 7}, "restCycleWeeks", new int[] {6, 12}, "value", new int[] {1, 8});

    private final Random random;
    private final Ledger ledger;

    RandomCommand(Random random, Ledger ledger) {
        this.random = random;
        this.ledger = ledger;
    }

    /**
     * A command of a kind; values that its own constructor refuses are drawn again.
     *
     * @param given values by the name of their component; an Optional's value without it
     */
    Record of(Class<?> form, Map<String, Object> given) {
        for (int attempt = 0; attempt < 100; attempt++) {
            try {
                RecordComponent[] components = form.getRecordComponents();
                Constructor<?> constructor = form.getDeclaredConstructor(
                        Arrays.stream(components).map(RecordComponent::getType).toArray(Class[]::new));
                constructor.setAccessible(true);
                return (Record) constructor.newInstance(Arrays.stream(components)
                        .map(component -> value(component, given))
                        .toArray());
            } catch (InvocationTargetException e) {
                if (!(e.getCause() instanceof IllegalArgumentException)) {
                    throw new AssertionError(e);
                }
            } catch (ReflectiveOperationException e) {
                throw new AssertionError(e);
            }
        }
        throw new AssertionError("no values make a " + form.getSimpleName());
    }

    private Object value(RecordComponent component, Map<String, Object> given) {
        Object fixed = given.get(component.getName());
        if (fixed == null) {
            return value(component.getName(), component.getGenericType());
        }
        return component.getType() == Optional.class && !(fixed instanceof Optional) ? Optional.of(fixed) : fixed;
    }

    Object value(String name, Type type) {
        return switch (type) {
            case ParameterizedType generic
            when generic.getRawType() == Optional.class ->
                random.nextInt(3) == 0
                        ? Optional.empty()
                        : Optional.of(value(name, generic.getActualTypeArguments()[0]));
            case ParameterizedType generic -> List.of(value(name, generic.getActualTypeArguments()[0]));
            case Class<?> raw when raw == String.class -> text(name);
            case Class<?> raw when raw == LocalDate.class -> FIRST.plusDays(random.nextInt(DAYS));
            case Class<?> raw when raw == BudgetPeriod.class -> one(PERIODS);
            case Class<?> raw when raw == int.class || raw == Integer.class -> number(name);
            case Class<?> raw when raw == long.class -> (long) random.nextInt(100);
            case Class<?> raw when raw == boolean.class -> random.nextBoolean();
            case Class<?> raw when raw.isEnum() -> one(Arrays.asList(raw.getEnumConstants()));
            case Class<?> raw when raw.isRecord() -> of(raw, Map.of());
            default -> throw new AssertionError("no example of " + type + " " + name);
        };
    }

    private String text(String name) {
        return switch (name) {
            case "mission", "newMission", "successor", "acronym" -> known(ledger.missions.keySet(), "M99");
            case "volunteer" -> known(ledger.persons.keySet(), "V99");
            case "assignment", "newAssignment" ->
                known(
                        Stream.concat(ledger.services.keySet().stream(), ledger.offers.keySet().stream())
                                .toList(),
                        "A99");
            case "station", "newStation", "stations" -> known(ledger.stations.keySet(), "S99");
            case "doa" -> known(ledger.requests.keySet(), "D99");
            case "order" -> known(ledger.orders.keySet(), "O99");
            case "hold" -> one(List.of("H0", "H1"));
            case "country", "countries", "residence" -> one(List.of("KHM", "MOZ"));
            case "nationality", "otherNationalities" -> one(List.of("KEN", "KHM", "MOZ"));
            case "identity", "requester" -> one(List.of("I0", "I1"));
            default -> one(List.of("A/1", "A/2"));
        };
    }

    private String known(Collection<String> ids, String other) {
        return ids.isEmpty() || random.nextInt(10) == 0 ? other : one(List.copyOf(ids));
    }

    private int number(String name) {
        int[] bounds = NUMBERS.getOrDefault(name, new int[] {0, 3});
        return bounds[0] + random.nextInt(bounds[1] - bounds[0] + 1);
    }

    private <T> T one(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
