package org.muster.web.parameters;

import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** The formats that every side knows. */
public final class StandardFormats {

    /** The United Nations did not exist before. */
    private static final LocalDate EARLIEST = LocalDate.of(1945, 1, 1);

    private static final LocalDate LATEST = LocalDate.of(2100, 12, 31);

    private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    private static final Pattern MONTH = Pattern.compile("[0-9]{4}-[0-9]{2}");
    private static final Pattern LONG = Pattern.compile("[0-9]{1,18}");
    private static final Pattern INTEGER = Pattern.compile("[0-9]{1,9}");

    /** {@link UUID#fromString} alone would also take {@code 1-1-1-1-1}. */
    private static final Pattern UUID_FORM =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    private static final int TEXT_LENGTH_MAX = 200;

    private StandardFormats() {}

    /** A date. */
    public static ParameterFormat<LocalDate> date() {
        return new ParameterFormat<>(
                LocalDate.class,
                text -> DATE.matcher(text).matches() ? date(text) : Optional.empty(),
                "must be a date of the years 1945 to 2100 that exists, written like 2013-12-31",
                string().format("date"));
    }

    /** A month; a full date stands for the month it lies in. */
    public static ParameterFormat<YearMonth> month() {
        return new ParameterFormat<>(
                YearMonth.class,
                text -> (MONTH.matcher(text).matches()
                                ? date(text + "-01")
                                : DATE.matcher(text).matches() ? date(text) : Optional.<LocalDate>empty())
                        .map(YearMonth::from),
                "must be a month of the years 1945 to 2100, written like 2013-12, or a date in it",
                string().pattern("^[0-9]{4}-[0-9]{2}(-[0-9]{2})?$"));
    }

    /** A whole number of 64 bits. */
    public static ParameterFormat<Long> wholeNumber() {
        return new ParameterFormat<>(
                Long.class,
                text -> LONG.matcher(text).matches() ? Optional.of(Long.valueOf(text)) : Optional.empty(),
                "must be a whole number, at least 0",
                integer().format("int64"));
    }

    static List<ParameterFormat<?>> all() {
        return List.of(
                date(),
                month(),
                wholeNumber(),
                new ParameterFormat<>(
                        Integer.class,
                        text -> INTEGER.matcher(text).matches() ? Optional.of(Integer.valueOf(text)) : Optional.empty(),
                        "must be a whole number, at least 0",
                        integer().format("int32")),
                new ParameterFormat<>(
                        Boolean.class,
                        text -> switch (text) {
                            case "true" -> Optional.of(true);
                            case "false" -> Optional.of(false);
                            default -> Optional.empty();
                        },
                        "must be true or false",
                        new JsonSchema().typesItem("boolean")),
                new ParameterFormat<>(
                        UUID.class,
                        text -> UUID_FORM.matcher(text).matches()
                                ? Optional.of(UUID.fromString(text))
                                : Optional.empty(),
                        "must be a UUID",
                        string().format("uuid")),
                new ParameterFormat<>(
                        String.class,
                        text -> !text.isEmpty()
                                        && text.length() <= TEXT_LENGTH_MAX
                                        && text.codePoints().noneMatch(StandardFormats::isNoText)
                                ? Optional.of(text)
                                : Optional.empty(),
                        "must be a text of 1 to " + TEXT_LENGTH_MAX + " characters without control characters",
                        string().minLength(1).maxLength(TEXT_LENGTH_MAX)));
    }

    private static boolean isNoText(int character) {
        return Character.isISOControl(character)
                || character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE;
    }

    private static Optional<LocalDate> date(String text) {
        try {
            return Optional.of(LocalDate.parse(text)).filter(day -> !day.isBefore(EARLIEST) && !day.isAfter(LATEST));
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }

    private static Schema<?> string() {
        return new JsonSchema().typesItem("string");
    }

    private static Schema<?> integer() {
        return new JsonSchema().typesItem("integer").minimum(BigDecimal.ZERO);
    }
}
