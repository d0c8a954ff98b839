package org.muster.commandside.audit;

import io.swagger.v3.oas.models.media.JsonSchema;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.muster.web.parameters.ParameterFormat;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How auditors write instants and orders. */
@Configuration(proxyBeanMethods = false)
class AuditParameters {

    private static final Pattern INSTANT =
            Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?Z");

    @Bean
    ParameterFormat<Instant> instants() {
        return new ParameterFormat<>(
                Instant.class,
                AuditParameters::instant,
                "must be an instant in UTC that exists, written like 2026-11-27T12:00:00Z",
                new JsonSchema().typesItem("string").format("date-time"));
    }

    static Optional<Instant> instant(String text) {
        try {
            return INSTANT.matcher(text).matches() ? Optional.of(Instant.parse(text)) : Optional.empty();
        } catch (DateTimeException noSuchInstant) {
            return Optional.empty();
        }
    }

    @Bean
    ParameterFormat<EventOrder> orders() {
        JsonSchema schema = new JsonSchema();
        schema.types(Set.of("string"));
        schema.setEnum(List.of("oldest", "newest"));
        return new ParameterFormat<>(EventOrder.class, EventOrder::parse, "must be oldest or newest", schema);
    }
}
