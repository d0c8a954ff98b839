package org.muster.commandside.adapter.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.muster.commandside.intake.FieldError;

/**
 * A request's query parameters, read strictly: unknown, repeated and malformed ones are errors that name the field, because
 * an answer that silently ignores a mistyped filter answers a question nobody asked.
 *
 * <p>An argument of the methods that answer; where one has none, {@link ParameterRules} lets no parameter pass. Errors are
 * collected: read everything first, then {@link #refuseBad()}.
 */
public final class Parameters {

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");
    private static final int SHOWN_LENGTH_MAX = 64;

    private final Map<String, String[]> given;
    private final Set<String> known;
    private final List<FieldError> errors = new ArrayList<>();

    private Parameters(Map<String, String[]> given, Set<String> known) {
        this.given = given;
        this.known = known;
    }

    /** The parameters of this request, of which only the known ones may be given. */
    static Parameters of(HttpServletRequest request, String... known) {
        Parameters parameters = new Parameters(request.getParameterMap(), new TreeSet<>(List.of(known)));
        parameters.given.keySet().stream()
                .filter(name -> !parameters.known.contains(name))
                .forEach(parameters::unknown);
        return parameters;
    }

    /** All values of a parameter, as often as it is given. */
    public List<String> all(String name) {
        return List.of(given.getOrDefault(name, new String[0]));
    }

    /** A whole number that may be given once. */
    public OptionalLong number(String name, long min) {
        List<String> values = all(name);
        if (values.isEmpty()) {
            return OptionalLong.empty();
        }
        if (values.size() == 1 && NUMBER.matcher(values.getFirst()).matches()) {
            long number = Long.parseLong(values.getFirst());
            if (number >= min) {
                return OptionalLong.of(number);
            }
        }
        error(name, "must be given once, a whole number of at least " + min);
        return OptionalLong.empty();
    }

    /** Adds an error that only the endpoint can see. */
    public void error(String field, String message) {
        errors.add(new FieldError(field, message));
    }

    /** Ends the request if anything is wrong with what was read; the problem names all of it. */
    public void refuseBad() {
        if (!errors.isEmpty()) {
            throw new ProblemException(
                    Problems.invalid("The query has parameters that are not understood", List.copyOf(errors)));
        }
    }

    private void unknown(String name) {
        error(
                shown(name),
                known.isEmpty()
                        ? "is not a parameter; there are none"
                        : "is not a parameter; known are " + String.join(", ", known));
    }

    /** A name that the caller made up, short enough to send back. Control characters do not get this far. */
    private static String shown(String name) {
        return name.length() <= SHOWN_LENGTH_MAX ? name : name.substring(0, SHOWN_LENGTH_MAX) + "…";
    }
}
