package org.muster.commandside.intake;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads JSON as RFC 8259 writes it and takes nothing that two readers could understand differently: no duplicate
 * members, no other encoding than UTF-8, no half characters, nothing after the value.
 */
public final class StrictJson {

    /** Deep enough for every command twice over; shallow enough that no nesting exhausts a stack. */
    private static final int DEPTH_MAX = 16;

    /** Digits of a number. The schemas take at most seven. */
    private static final int NUMBER_LENGTH_MAX = 40;

    private static final int NAME_LENGTH_MAX = 200;

    /** Digits of an exponent. A number with more stands for one beyond every bound, so that a schema can name its field. */
    private static final int EXPONENT_DIGITS_MAX = 4;

    private static final BigDecimal HUGE = new BigDecimal("1e9999");
    private static final BigDecimal TINY = new BigDecimal("1e-9999");

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEPTH_MAX)
                            .maxNumberLength(NUMBER_LENGTH_MAX)
                            .maxNameLength(NAME_LENGTH_MAX)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .build();

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** Of the text of a number that certainly fits into 64 bits. */
    private static final int LONG_LENGTH_MAX = 18;

    private StrictJson() {}

    /** What the bytes hold, or why they hold nothing. */
    public sealed interface Result {}

    /** A JSON value. */
    public record Parsed(JsonNode value) implements Result {}

    /** Not JSON; the detail says where and quotes nothing. */
    public record Rejected(String detail) implements Result {}

    /** Reads the one JSON value that the bytes hold. */
    public static Result parse(byte[] bytes) {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return new Rejected("The body is not UTF-8");
        }
        try (JsonParser parser = JSON.createParser(text)) {
            if (parser.nextToken() == null) {
                return new Rejected("The body is empty");
            }
            JsonNode value = read(parser);
            if (parser.nextToken() != null) {
                return notJson(parser.currentTokenLocation());
            }
            return isWellFormed(value)
                    ? new Parsed(value)
                    : new Rejected("A text holds U+0000 or half of a surrogate pair");
        } catch (JacksonException e) {
            return notJson(e.getLocation());
        }
    }

    /** The value at the parser's token. Recursion is bounded by {@link #DEPTH_MAX}. */
    private static JsonNode read(JsonParser parser) {
        return switch (parser.currentToken()) {
            case START_OBJECT -> {
                ObjectNode object = NODES.objectNode();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String name = parser.currentName();
                    parser.nextToken();
                    object.set(name, read(parser));
                }
                yield object;
            }
            case START_ARRAY -> {
                ArrayNode array = NODES.arrayNode();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    array.add(read(parser));
                }
                yield array;
            }
            case VALUE_STRING -> NODES.stringNode(parser.getString());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser.getString());
            case VALUE_TRUE -> NODES.booleanNode(true);
            case VALUE_FALSE -> NODES.booleanNode(false);
            default -> NODES.nullNode();
        };
    }

    /** Read here, because libraries fail over exponents of ten digits, each in its own way. */
    private static JsonNode number(String text) {
        if (text.length() <= LONG_LENGTH_MAX && text.chars().allMatch(c -> c == '-' || c >= '0' && c <= '9')) {
            return NODES.numberNode(Long.parseLong(text));
        }
        int e = Math.max(text.indexOf('e'), text.indexOf('E'));
        if (e < 0 || text.length() - e - 1 <= EXPONENT_DIGITS_MAX) {
            return NODES.numberNode(new BigDecimal(text));
        }
        BigDecimal mantissa = new BigDecimal(text.substring(0, e));
        BigDecimal bound = text.charAt(e + 1) == '-' ? TINY : HUGE;
        return NODES.numberNode(
                mantissa.signum() == 0 ? BigDecimal.ZERO : mantissa.signum() < 0 ? bound.negate() : bound);
    }

    private static Rejected notJson(TokenStreamLocation location) {
        return new Rejected(
                "The body is not JSON as RFC 8259 defines it, or has a member twice, or is nested deeper than "
                        + DEPTH_MAX + where(location));
    }

    private static String where(TokenStreamLocation location) {
        return location == null ? "" : ": line %d, column %d".formatted(location.getLineNr(), location.getColumnNr());
    }

    /** Recursion is bounded by {@link #DEPTH_MAX}. */
    private static boolean isWellFormed(JsonNode node) {
        if (node.isString()) {
            return isWellFormed(node.stringValue());
        }
        if (node.isObject()) {
            return node.propertyStream().allMatch(p -> isWellFormed(p.getKey()) && isWellFormed(p.getValue()));
        }
        return node.valueStream().allMatch(StrictJson::isWellFormed);
    }

    private static boolean isWellFormed(String text) {
        return text.codePoints()
                .noneMatch(c -> c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE));
    }
}
