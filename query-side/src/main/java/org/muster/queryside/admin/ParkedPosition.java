package org.muster.queryside.admin;

import io.swagger.v3.oas.models.media.JsonSchema;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.muster.web.parameters.ParameterFormat;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Where a parked event is.
 *
 * @param value negative where its record states no position
 */
record ParkedPosition(long value) {

    private static final Pattern FORM = Pattern.compile("-?[0-9]{1,18}");

    /** How it is written. */
    @Configuration(proxyBeanMethods = false)
    static class Format {

        @Bean
        ParameterFormat<ParkedPosition> parkedPosition() {
            return new ParameterFormat<>(
                    ParkedPosition.class,
                    text -> FORM.matcher(text).matches()
                            ? Optional.of(new ParkedPosition(Long.parseLong(text)))
                            : Optional.empty(),
                    "must be a whole number, as the list of parked events gives it",
                    new JsonSchema().types(Set.of("integer")).format("int64"));
        }
    }
}
