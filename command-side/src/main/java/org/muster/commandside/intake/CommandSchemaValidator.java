package org.muster.commandside.intake;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.muster.catalog.CommandCatalog;
import org.muster.catalog.CommandType;
import org.muster.commands.Command;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.DecimalNode;
import tools.jackson.databind.node.LongNode;
import tools.jackson.databind.node.ObjectNode;

/** Checks a command's JSON against the schema that the catalog publishes, and reads it. */
final class CommandSchemaValidator {

    /** Values of an enumeration that a message may list. */
    private static final int LISTED_MAX = 20;

    /** Digits of a whole number that certainly fits into 64 bits. */
    private static final int LONG_DIGITS_MAX = 18;

    /** Stands for what is nearly zero. */
    private static final BigDecimal NO_WHOLE_NUMBER = new BigDecimal("0.5");

    /** Field errors in one answer: a body of 64 KiB can hold thousands. */
    private static final int ERRORS_MAX = 100;

    /** The schema refuses null and unknown members by name; the mapper's own checks are the second line. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final Map<String, Schema> schemas = new HashMap<>();

    CommandSchemaValidator() {
        SchemaRegistry registry = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12,
                builder -> builder.schemaRegistryConfig(SchemaRegistryConfig.builder()
                        .formatAssertionsEnabled(true)
                        .build()));
        for (CommandType type : CommandCatalog.all()) {
            schemas.put(type.name(), registry.getSchema(JSON.<JsonNode>valueToTree(type.schema())));
        }
    }

    /** Every field that does not follow the schema; empty if all do. */
    List<FieldError> errors(CommandType type, JsonNode data) {
        return schemas.get(type.name()).validate(within64Bits(data)).stream()
                .map(CommandSchemaValidator::fieldError)
                .distinct()
                .sorted(Comparator.comparing(FieldError::field))
                .limit(ERRORS_MAX)
                .toList();
    }

    /** Reads JSON that has no {@linkplain #errors errors}. */
    Command read(CommandType type, JsonNode data) {
        return JSON.treeToValue(data, type.form());
    }

    /**
     * The same value for the validator's eyes. It compares the bounds of whole numbers as longs, and throws for 1e400;
     * no field takes the greatest or the least long either, so the field is named all the same.
     */
    private static JsonNode within64Bits(JsonNode node) {
        if (!hasDecimal(node)) {
            return node; // as it was sent, like nearly all commands
        }
        if (node.isObject()) {
            ObjectNode copy = JSON.createObjectNode();
            node.propertyStream().forEach(member -> copy.set(member.getKey(), within64Bits(member.getValue())));
            return copy;
        }
        if (node.isArray()) {
            ArrayNode copy = JSON.createArrayNode();
            node.valueStream().forEach(item -> copy.add(within64Bits(item)));
            return copy;
        }
        if (!node.isNumber()) {
            return node;
        }
        BigDecimal number = node.decimalValue();
        // By digits before the point: the value of 1e999999999 would be a number of a billion digits.
        long digits = number.signum() == 0 ? 0 : (long) number.precision() - number.scale();
        if (digits < -LONG_DIGITS_MAX) {
            return DecimalNode.valueOf(NO_WHOLE_NUMBER);
        }
        return digits > LONG_DIGITS_MAX
                ? LongNode.valueOf(number.signum() > 0 ? Long.MAX_VALUE : Long.MIN_VALUE)
                : node;
    }

    /** Whether a number in it is not a plain long, as {@link StrictJson} reads those. */
    private static boolean hasDecimal(JsonNode node) {
        if (node.isContainer()) {
            for (JsonNode member : node) {
                if (hasDecimal(member)) {
                    return true;
                }
            }
            return false;
        }
        return node.isNumber() && !node.isLong();
    }

    private static FieldError fieldError(Error error) {
        String at = error.getInstanceLocation().toString();
        return switch (error.getKeyword()) {
            case "required" -> new FieldError(at + "/" + pointer(error.getProperty()), "is missing");
            case "additionalProperties" ->
                new FieldError(at + "/" + pointer(error.getProperty()), FieldError.NOT_A_FIELD);
            default -> new FieldError(at, message(error));
        };
    }

    /** Written here and not taken from the validator, whose messages may quote the value. */
    private static String message(Error error) {
        JsonNode expected = error.getSchemaNode();
        return switch (error.getKeyword()) {
            case "type" -> "must be of type " + expected.asString();
            case "enum" ->
                expected.size() > LISTED_MAX
                        ? "is not one of the codes that the catalog lists"
                        : "must be one of "
                                + String.join(
                                        ", ",
                                        expected.valueStream()
                                                .map(JsonNode::asString)
                                                .toList());
            case "format" -> "is not a date of the calendar";
            case "pattern" -> "must match " + expected.asString();
            case "minLength" -> "must not be empty";
            case "maxLength" -> "must have at most " + expected.asString() + " characters";
            case "minimum" -> "must not be less than " + expected.asString();
            case "maximum" -> "must not be greater than " + expected.asString();
            case "minItems" -> "must have at least " + expected.asString() + " item";
            case "maxItems" -> "must have at most " + expected.asString() + " items";
            case "uniqueItems" -> "must not have an item twice";
            default -> "breaks the rule '" + error.getKeyword() + "' of the schema";
        };
    }

    /** A member's name as one step of a JSON pointer (RFC 6901). */
    private static String pointer(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
