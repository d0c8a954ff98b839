package org.muster.commandside.adapter.http;

import io.swagger.v3.oas.annotations.Operation;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.muster.catalog.EventCatalog;
import org.muster.catalog.EventType;
import org.muster.web.problem.Problem;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** {@code GET /schemas/{type}}: the JSON Schema that the {@code dataschema} of a published event names. Open: it is the contract. */
@RestController
class SchemaController {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** Of every version that there ever was: events are published in the version that they were stored in. */
    private static final Map<String, Map<String, Object>> SCHEMAS = EventCatalog.all().stream()
            .flatMap(type -> IntStream.rangeClosed(1, type.version()).mapToObj(version -> schema(type, version)))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    @Operation(summary = "The JSON Schema of a published event's data")
    @GetMapping(path = "/schemas/{type}", produces = "application/schema+json")
    Map<String, Object> schema(@PathVariable String type) {
        return Optional.ofNullable(SCHEMAS.get(type))
                .orElseThrow(() -> Problem.of(CommandProblem.UNKNOWN_EVENT_TYPE).exception());
    }

    private static Map.Entry<String, Map<String, Object>> schema(EventType type, int version) {
        String wireName = type.wireName(version);
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("$id", EventType.schemaId(wireName));
        schema.putAll(
                version == type.version()
                        ? type.schema()
                        : JSON.readValue(type.publishedSchema(version), new TypeReference<Map<String, Object>>() {}));
        return Map.entry(wireName, schema);
    }
}
