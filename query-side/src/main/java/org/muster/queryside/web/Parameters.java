package org.muster.queryside.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.muster.catalog.Text;
import org.muster.queryside.web.Problem.FieldError;

/**
 * A request's query parameters, read strictly: unknown, repeated and malformed ones are errors that name the field,
 * because a report that silently ignores a mistyped filter answers a question nobody asked.
 *
 * <p>Errors are collected; read everything first, then look at {@link #problem()}.
 */
public final class Parameters {

    /** The header by which a caller reads its own writes. */
    public static final String POSITION = "Muster-Position";

    /** The United Nations did not exist before. */
    private static final LocalDate EARLIEST = LocalDate.of(1945, 1, 1);

    private static final LocalDate LATEST = LocalDate.of(2100, 12, 31);

    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern MONTH = Pattern.compile("\\d{4}-\\d{2}");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");
    private static final Pattern ACRONYM = Pattern.compile(Text.ACRONYM);
    private static final int ACRONYM_LENGTH_MAX = 20;

    private final Map<String, String[]> given;
    private final List<String> positions;
    private final List<FieldError> errors = new ArrayList<>();

    private Parameters(Map<String, String[]> given, List<String> positions) {
        this.given = given;
        this.positions = positions;
    }

    /** The parameters of this request, of which only the known ones may be given, each once. */
    public static Parameters of(HttpServletRequest request, String... known) {
        Parameters parameters =
                new Parameters(request.getParameterMap(), Collections.list(request.getHeaders(POSITION)));
        Set<String> names = new TreeSet<>(List.of(known));
        parameters.given.forEach((name, values) -> {
            if (!names.contains(name)) {
                parameters.error(
                        shown(name),
                        "no such parameter" + (names.isEmpty() ? "" : "; known are " + String.join(", ", names)));
            } else if (values.length > 1) {
                parameters.error(name, "given " + values.length + " times");
            }
        });
        return parameters;
    }

    /** A day, {@code 2013-12-31}, from 1945 to 2100. */
    public Optional<LocalDate> date(String name) {
        return single(name).flatMap(text -> {
            Optional<LocalDate> date = DATE.matcher(text).matches() ? parsed(text) : Optional.empty();
            if (date.isEmpty()) {
                error(name, "not a date that exists, written like 2013-12-31");
            }
            return date.filter(day -> inRange(name, day));
        });
    }

    /** A month, {@code 2013-12}, from 1945 to 2100; a full date stands for the month it lies in. Must be given. */
    public Optional<YearMonth> month(String name) {
        if (!given.containsKey(name)) {
            error(name, "missing; a month written like 2013-12");
            return Optional.empty();
        }
        return single(name).flatMap(text -> {
            Optional<LocalDate> date = MONTH.matcher(text).matches()
                    ? parsed(text + "-01")
                    : DATE.matcher(text).matches() ? parsed(text) : Optional.empty();
            if (date.isEmpty()) {
                error(name, "not a month that exists, written like 2013-12, nor a date");
            }
            return date.filter(day -> inRange(name, day)).map(YearMonth::from);
        });
    }

    /** A mission's acronym, {@code UNTAC}; whether there is such a mission is another question. */
    public Optional<String> mission(String name) {
        return single(name).flatMap(text -> {
            if (isAcronym(text)) {
                return Optional.of(text);
            }
            error(name, "not a mission's acronym, written like UNTAC");
            return Optional.empty();
        });
    }

    /** A value of some form; empty if it is left out. */
    public <T> Optional<T> value(String name, Function<String, Optional<T>> parse, String message) {
        return single(name).flatMap(text -> {
            Optional<T> value = parse.apply(text);
            if (value.isEmpty()) {
                error(name, message);
            }
            return value;
        });
    }

    /** Whether a text can be a mission's acronym. */
    public static boolean isAcronym(String text) {
        return text.length() <= ACRONYM_LENGTH_MAX && ACRONYM.matcher(text).matches();
    }

    /** The position that the answer must include, from the header {@value #POSITION}. */
    public OptionalLong position() {
        if (positions.isEmpty()) {
            return OptionalLong.empty();
        }
        if (positions.size() > 1 || !NUMBER.matcher(positions.getFirst()).matches()) {
            error(POSITION, "not one whole number, at least 0, as a command's answer gives it");
            return OptionalLong.empty();
        }
        return OptionalLong.of(Long.parseLong(positions.getFirst()));
    }

    /** Adds an error that only the endpoint can see. */
    public void error(String field, String message) {
        errors.add(new FieldError(field, message));
    }

    /** What is wrong with what was read, if anything. */
    public Optional<Problem> problem() {
        return errors.isEmpty() ? Optional.empty() : Optional.of(Problem.invalid(errors));
    }

    private Optional<String> single(String name) {
        String[] values = given.get(name);
        return values == null || values.length > 1 ? Optional.empty() : Optional.of(values[0]);
    }

    private boolean inRange(String name, LocalDate date) {
        boolean inRange = !date.isBefore(EARLIEST) && !date.isAfter(LATEST);
        if (!inRange) {
            error(name, "outside the years " + EARLIEST.getYear() + " to " + LATEST.getYear());
        }
        return inRange;
    }

    private static Optional<LocalDate> parsed(String text) {
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }

    /** A name that the caller made up, short and without control characters, safe to send back. */
    private static String shown(String name) {
        String printable = name.replaceAll("\\p{Cntrl}", "?");
        return printable.length() <= 64 ? printable : printable.substring(0, 64) + "…";
    }
}
