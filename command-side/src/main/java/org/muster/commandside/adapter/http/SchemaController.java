package org.muster.commandside.adapter.http;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.muster.catalog.EventCatalog;
import org.muster.catalog.EventType;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /schemas/{type}}: the JSON Schema that the {@code dataschema} of a published event names. Open: it is the contract. */
@RestController
class SchemaController {

    private static final MediaType SCHEMA = new MediaType("application", "schema+json");

    private static final Map<String, Map<String, Object>> SCHEMAS = EventCatalog.all().stream()
            .collect(Collectors.toUnmodifiableMap(EventType::wireName, SchemaController::schema));

    @GetMapping("/schemas/{type}")
    ResponseEntity<Object> schema(@PathVariable String type) {
        Map<String, Object> schema = SCHEMAS.get(type);
        return schema == null
                ? Problem.of(HttpStatus.NOT_FOUND, "UNKNOWN_TYPE", "There is no event of this type")
                        .withDetail("GET /commands/catalog lists all")
                        .response()
                : ResponseEntity.ok().contentType(SCHEMA).body(schema);
    }

    private static Map<String, Object> schema(EventType type) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("$id", type.schemaId());
        schema.putAll(type.schema());
        return schema;
    }
}
