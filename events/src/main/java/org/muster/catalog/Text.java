package org.muster.catalog;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The form of a text in an event or a command; {@link JsonSchema} writes it into the published schema. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.TYPE_USE})
public @interface Text {

    /** Identifiers that integrating systems give: letters, digits, dot, dash and underscore. */
    String IDENTIFIER = "^[A-Za-z0-9][A-Za-z0-9._-]*$";

    /** Identifiers of events, as RFC 9562 writes them. */
    String UUID = "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$";

    /** A kind and an identifier of it, for instance mission:UNTAC. */
    String TAG = "^[a-z]+:[^\\p{Cc}\\p{Z}]+$";

    /** The name of a field. */
    String FIELD = "^[a-z][A-Za-z]*$";

    /** Mission acronyms. */
    String ACRONYM = "^[A-Z][A-Z0-9-]*$";

    /** ISO 3166-1 alpha-3. */
    String COUNTRY = "^[A-Z]{3}$";

    /** A country of today or of former times, or a code for persons without a state. */
    String NATIONALITY = "^[A-Z][A-Z][A-Z]$";

    /** One line without control characters, not blank at either end; the same for every regex engine. */
    String LINE = "^[^\\p{Cc}\\p{Z}](?:[^\\p{Cc}]*[^\\p{Cc}\\p{Z}])?$";

    /** A line with at least one letter. */
    String NAME = "^(?=[^\\p{L}]*\\p{L})[^\\p{Cc}\\p{Z}](?:[^\\p{Cc}]*[^\\p{Cc}\\p{Z}])?$";

    /** An ECMA 262 pattern that the whole text matches. */
    String pattern() default LINE;

    /** The greatest length, in characters. */
    int max();
}
