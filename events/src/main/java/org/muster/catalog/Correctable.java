package org.muster.catalog;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says what of an event a later event may correct. Everything else is immutable: identifiers, because they say whose history an
 * event belongs to, and sealed personal data, because no correction repeats them.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Correctable {

    /** The fields whose value may be corrected; texts, dates, whole numbers, flags and words of an enumeration, or optional ones. */
    String[] value() default {};

    /** Whether the event as a whole may be annulled. */
    boolean annullable() default true;
}
