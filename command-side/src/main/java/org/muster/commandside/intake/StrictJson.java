package org.muster.commandside.intake;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

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

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEPTH_MAX)
                            .maxNumberLength(NUMBER_LENGTH_MAX)
                            .maxNameLength(NAME_LENGTH_MAX)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

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
        try {
            JsonNode value = JSON.readTree(text);
            if (value.isMissingNode()) {
                return new Rejected("The body is empty");
            }
            return isWellFormed(value)
                    ? new Parsed(value)
                    : new Rejected("A text holds U+0000 or half of a surrogate pair");
        } catch (JacksonException e) {
            return new Rejected(
                    "The body is not JSON as RFC 8259 defines it, or has a member twice, or is nested deeper" + " than "
                            + DEPTH_MAX + where(e.getLocation()));
        }
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
