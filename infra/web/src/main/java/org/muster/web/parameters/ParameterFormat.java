package org.muster.web.parameters;

import io.swagger.v3.oas.models.media.Schema;
import java.util.Optional;
import java.util.function.Function;

/**
 * How values of one type are written in a query, a path or a header. A bean of this type lets endpoints take the type as
 * {@code @RequestParam}, {@code @PathVariable} or {@code @RequestHeader}.
 *
 * @param type of the endpoints' arguments
 * @param parse the value; empty if the text is not one
 * @param message what is said about a text that is not one, for instance "must be a date"
 * @param schema the same for the OpenAPI document
 */
public record ParameterFormat<T>(Class<T> type, Function<String, Optional<T>> parse, String message, Schema<?> schema) {

    T read(String text) {
        return parse.apply(text).orElseThrow(() -> new IllegalArgumentException(message));
    }
}
