package org.muster.cli.load;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.muster.cli.access.UsageException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes a command's data of the cells of a row: a column is the field of its name, or the field that it is mapped to. Fields within
 * fields are written with dots, {@code personalData.name}; several values in a cell with semicolons. An empty cell is left out. What a
 * cell may hold is for Muster to judge.
 */
public final class ColumnMapping {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Map<String, String> fieldByColumn;
    private final Set<String> ignored;
    private final Map<String, JsonNode> schemas;

    /**
     * @param catalog what {@code GET /commands/catalog} answers
     * @param fieldByColumn for columns that are named otherwise than their field
     * @param ignored columns that are not read
     */
    public ColumnMapping(JsonNode catalog, Map<String, String> fieldByColumn, Set<String> ignored) {
        this.fieldByColumn = Map.copyOf(fieldByColumn);
        this.ignored = Set.copyOf(ignored);
        this.schemas = catalog.path("commands")
                .valueStream()
                .collect(Collectors.toMap(one -> one.path("name").asString(""), one -> one.path("schema")));
    }

    /**
     * Checks that every column is read, before anything is sent.
     *
     * @throws UsageException if there is no such command, or a column that is no field of it
     */
    void check(String command, List<String> columns) {
        JsonNode schema = schemas.get(command);
        if (schema == null) {
            throw new UsageException("there is no command " + command + "; see muster catalog");
        }
        List<String> unknown = columns.stream()
                .filter(column -> !ignored.contains(column))
                .filter(column -> form(schema, field(column)).isEmpty())
                .toList();
        if (!unknown.isEmpty()) {
            throw new UsageException(
                    "%s has no field for %s: use --map COLUMN=FIELD or --ignore COLUMN; its fields are %s"
                            .formatted(command, String.join(", ", unknown), String.join(", ", fields(schema, ""))));
        }
        List<String> unmatched = fieldByColumn.keySet().stream()
                .filter(column -> !columns.contains(column))
                .toList();
        if (!unmatched.isEmpty()) {
            throw new UsageException("the file has no column " + String.join(", ", unmatched));
        }
    }

    /** The data of a row. */
    ObjectNode data(String command, Map<String, String> cells) {
        ObjectNode data = JSON.createObjectNode();
        JsonNode schema = schemas.getOrDefault(command, JSON.createObjectNode());
        new LinkedHashMap<>(cells).forEach((column, cell) -> {
            if (!ignored.contains(column) && !cell.isBlank()) {
                String field = field(column);
                put(data, field, value(cell, form(schema, field).orElse(JSON.createObjectNode())));
            }
        });
        return data;
    }

    private String field(String column) {
        return fieldByColumn.getOrDefault(column, column);
    }

    private static Optional<JsonNode> form(JsonNode schema, String field) {
        JsonNode form = schema;
        for (String part : field.split("\\.")) {
            form = form.path("properties").path(part);
        }
        return Optional.of(form).filter(found -> !found.isMissingNode());
    }

    private static List<String> fields(JsonNode schema, String before) {
        return schema.path("properties")
                .propertyStream()
                .flatMap(field -> field.getValue().has("properties")
                        ? fields(field.getValue(), before + field.getKey() + ".").stream()
                        : List.of(before + field.getKey()).stream())
                .toList();
    }

    private static void put(ObjectNode data, String field, JsonNode value) {
        int dot = field.indexOf('.');
        if (dot < 0) {
            data.set(field, value);
        } else {
            put(data.withObjectProperty(field.substring(0, dot)), field.substring(dot + 1), value);
        }
    }

    private static JsonNode value(String cell, JsonNode form) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        return switch (form.path("type").asString("")) {
            case "integer" ->
                cell.matches("-?[0-9]{1,18}") ? nodes.numberNode(Long.parseLong(cell)) : nodes.stringNode(cell);
            case "boolean" ->
                cell.equals("true") || cell.equals("false")
                        ? nodes.booleanNode(cell.equals("true"))
                        : nodes.stringNode(cell);
            case "array" -> {
                ArrayNode values = nodes.arrayNode();
                Arrays.stream(cell.split(";"))
                        .map(String::strip)
                        .forEach(one -> values.add(value(one, form.path("items"))));
                yield values;
            }
            default -> nodes.stringNode(cell);
        };
    }
}
