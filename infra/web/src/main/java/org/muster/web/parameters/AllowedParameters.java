package org.muster.web.parameters;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Query parameters that an endpoint reads from the request itself, beside its {@code @RequestParam} arguments. Every other
 * one is refused. The endpoint has to check their values.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface AllowedParameters {

    String[] value();
}
