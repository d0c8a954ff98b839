package org.muster.commandside.adapter.http;

import io.swagger.v3.oas.annotations.Operation;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.muster.catalog.EventCatalog;
import org.muster.catalog.EventType;
import org.muster.web.problem.Problem;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /schemas/{type}}: the JSON Schema that the {@code dataschema} of a published event names. Open: it is the contract. */
@RestController
class SchemaController {

    private static final Map<String, Map<String, Object>> SCHEMAS = EventCatalog.all().stream()
            .collect(Collectors.toUnmodifiableMap(EventType::wireName, SchemaController::schema));

    @Operation(summary = "The JSON Schema of a published event's data")
    @GetMapping(path = "/schemas/{type}", produces = "application/schema+json")
    Map<String, Object> schema(@PathVariable String type) {
        return Optional.ofNullable(SCHEMAS.get(type))
                .orElseThrow(() -> Problem.of(CommandProblem.UNKNOWN_EVENT_TYPE).exception());
    }

    private static Map<String, Object> schema(EventType type) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("$id", type.schemaId());
        schema.putAll(type.schema());
        return schema;
    }
}
