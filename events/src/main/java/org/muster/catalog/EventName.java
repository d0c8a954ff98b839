package org.muster.catalog;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Names an event on the wire and in the store. The name stays for ever, also when the class is renamed. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface EventName {

    /** The name, {@code muster.<subject>.<event>}. */
    String value();

    /** The version; see {@link EventType#version()}. */
    int version() default 1;

    /** One for each earlier version, the first one from version 1 to 2; with a constructor without parameters. */
    Class<? extends Upcaster>[] upcasters() default {};
}
