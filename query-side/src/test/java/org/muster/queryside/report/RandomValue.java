package org.muster.queryside.report;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.muster.events.DomainEvent;
import org.muster.events.mission.VolunteerStrengthRevised;

/** Another value of any field that can be corrected, by the field's type: a field that becomes correctable is drawn, too. */
final class RandomValue {

    private RandomValue() {}

    static Optional<String> of(Random random, DomainEvent event, String field, int number) {
        Type type = Arrays.stream(event.getClass().getRecordComponents())
                .filter(component -> component.getName().equals(field))
                .map(RecordComponent::getGenericType)
                .findFirst()
                .orElseThrow();
        if (type instanceof ParameterizedType optional) {
            return random.nextBoolean()
                    ? Optional.empty()
                    : Optional.of(text(random, event, field, (Class<?>) optional.getActualTypeArguments()[0], number));
        }
        return Optional.of(text(random, event, field, (Class<?>) type, number));
    }

    private static String text(Random random, DomainEvent event, String field, Class<?> type, int number) {
        if (type == LocalDate.class) {
            LocalDate first = event instanceof VolunteerStrengthRevised revised
                    ? revised.period().from()
                    : RandomHistory.FIRST;
            int days = event instanceof VolunteerStrengthRevised ? 360 : RandomHistory.DAYS;
            return first.plusDays(random.nextInt(days)).toString();
        }
        if (type.isEnum()) {
            // Reports are asked for the first two service areas only.
            Object[] words = type.getEnumConstants();
            return ((Enum<?>) words[random.nextInt(field.equals("serviceArea") ? 2 : words.length)]).name();
        }
        if (type == int.class || type == Integer.class) {
            return Integer.toString(random.nextInt(6));
        }
        if (type == boolean.class) {
            return Boolean.toString(random.nextBoolean());
        }
        return switch (field) {
            case "station" -> "ST" + random.nextInt(4);
            case "haven" -> "HAVEN-" + random.nextInt(2);
            case "country" -> random.nextBoolean() ? "TLS" : "IDN";
            default -> "corrected by " + number;
        };
    }
}
