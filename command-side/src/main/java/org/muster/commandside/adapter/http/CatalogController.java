package org.muster.commandside.adapter.http;

import io.swagger.v3.oas.annotations.Operation;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.muster.catalog.CommandCatalog;
import org.muster.catalog.CommandType;
import org.muster.catalog.EventCatalog;
import org.muster.catalog.EventType;
import org.muster.commands.RefusalCode;
import org.muster.commands.WarningCode;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /commands/catalog}: the contract, with the very schemas that the intake checks with. */
@RestController
class CatalogController {

    private static final Map<String, Object> CATALOG = Map.of(
            "commands",
            CommandCatalog.all().stream().map(CatalogController::command).toList(),
            "events",
            EventCatalog.all().stream().map(CatalogController::event).toList(),
            "refusals",
            Arrays.stream(RefusalCode.values())
                    .map(code -> code(code.name(), code.meaning()))
                    .toList(),
            "warnings",
            Arrays.stream(WarningCode.values())
                    .map(code -> code(code.name(), code.meaning()))
                    .toList());

    @Operation(summary = "Every command and event with its schema, every refusal and warning")
    @GetMapping(path = "/commands/catalog", produces = MediaType.APPLICATION_JSON_VALUE)
    Map<String, Object> catalog() {
        return CATALOG;
    }

    private static Map<String, Object> command(CommandType type) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("name", type.name());
        entry.put("path", "/commands/" + type.name());
        entry.put("type", type.wireName());
        entry.put("schema", type.schema());
        entry.put("refusals", type.refusals());
        entry.put("warnings", type.warnings());
        return entry;
    }

    private static Map<String, Object> code(String name, String meaning) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("code", name);
        entry.put("meaning", meaning);
        return entry;
    }

    private static Map<String, Object> event(EventType type) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("type", type.wireName());
        entry.put("dataschema", type.schemaId());
        entry.put(
                "earlier",
                IntStream.range(1, type.version()).mapToObj(type::wireName).toList());
        entry.put("correctable", type.correctableFields());
        entry.put("annullable", type.annullable());
        type.recordedForGood().ifPresent(why -> entry.put("recordedForGood", why));
        entry.put("schema", type.schema());
        return entry;
    }
}
