package org.muster.commandside.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class StrictJsonTest {

    @Test
    void says_where_and_quotes_nothing() {
        StrictJson.Result result = parse("{\n \"name\": Solveig}");

        assertThat(result)
                .isInstanceOfSatisfying(
                        StrictJson.Rejected.class,
                        rejected ->
                                assertThat(rejected.detail()).contains("line 2").doesNotContain("Solveig"));
    }

    @Test
    void one_meaning_has_one_canonical_text() {
        String canonical = canonical("{\"b\":[1,2.50,{\"d\":null,\"c\":true}],\"a\":\"x\\\"\\u0009é\"}");

        assertThat(canonical("{ \"a\" : \"x\\u0022\\t\\u00e9\", \"b\":[1.0, 25e-1, {\"c\":true,\"d\":null}] }"))
                .isEqualTo(canonical);
        assertThat(canonical("{\"a\":\"x\\\"\\té\",\"b\":[1,{\"d\":null,\"c\":true},2.5]}"))
                .isNotEqualTo(canonical);
    }

    @Test
    void texts_cannot_be_made_to_look_like_structure() {
        assertThat(canonical("{\"a\":\"1\\\",\\\"b\\\":\\\"2\"}")).isNotEqualTo(canonical("{\"a\":\"1\",\"b\":\"2\"}"));
        assertThat(canonical("{\"a\":\"1\"}")).isNotEqualTo(canonical("{\"a\":1}"));
    }

    private static String canonical(String json) {
        return switch (parse(json)) {
            case StrictJson.Parsed(JsonNode value) -> CanonicalJson.of(value);
            case StrictJson.Rejected(String detail) -> throw new AssertionError(detail);
        };
    }

    private static StrictJson.Result parse(String json) {
        return StrictJson.parse(json.getBytes(StandardCharsets.UTF_8));
    }
}
