package org.muster.web.parameters;

import org.muster.web.problem.FieldError.Place;

/**
 * A parameter that a handler declares as a value instead of as an argument of its method.
 *
 * @param format how its values are written
 * @param description what it means, for the OpenAPI document
 */
public record DeclaredParameter<T>(
        Place place, String name, boolean required, ParameterFormat<T> format, String description) {}
