package org.muster.web.problem;

/**
 * One part of a request that is not as it must be. Never repeats its value, which may be personal.
 *
 * @param in where it is
 * @param field the name of a parameter or header; in a body a JSON pointer (RFC 6901), for instance {@code /entryOnDuty},
 *     and empty for the body itself
 * @param message for people
 */
public record FieldError(Place in, String field, String message) {

    private static final int NAME_LENGTH_MAX = 64;

    /** The parts of a request, as OpenAPI names them. */
    public enum Place {
        query,
        path,
        header,
        body
    }

    public static FieldError query(String name, String message) {
        return new FieldError(Place.query, shown(name), message);
    }

    public static FieldError path(String name, String message) {
        return new FieldError(Place.path, name, message);
    }

    public static FieldError header(String name, String message) {
        return new FieldError(Place.header, name, message);
    }

    public static FieldError body(String pointer, String message) {
        return new FieldError(Place.body, pointer, message);
    }

    /** A name that the caller made up, short and without control characters, safe to send back to that caller. */
    private static String shown(String name) {
        String printable = name.replaceAll("\\p{Cntrl}", "?");
        return printable.length() <= NAME_LENGTH_MAX ? printable : printable.substring(0, NAME_LENGTH_MAX) + "…";
    }
}
