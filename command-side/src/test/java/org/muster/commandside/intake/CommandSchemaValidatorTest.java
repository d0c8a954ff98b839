package org.muster.commandside.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.muster.catalog.CommandCatalog;
import tools.jackson.databind.JsonNode;

/** Whatever number is sent, the answer names the field and what it must be; no number makes the intake fail. */
class CommandSchemaValidatorTest {

    private final CommandSchemaValidator validator = new CommandSchemaValidator();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1",
                "1e400",
                "1e2147483647",
                "1e2147483648",
                "-1e2147483648",
                "1e-2147483648",
                "0e2147483648",
                "1e99999999999999999999",
                "1.5E+2147483648",
                "-1.5E-2147483649",
                "99999999999999999999999999"
            })
    void a_number_where_a_text_belongs_is_named(String number) {
        assertThat(errors("EndAssignment", """
                {"assignment": "N", "lastDay": "2026-01-01", "reason": %s}""".formatted(number)))
                .extracting(FieldError::field)
                .containsOnly("/reason");
        assertThat(errors("EndAssignment", """
                {"assignment": %s, "lastDay": "2026-01-01", "reason": "COMPLETION"}""".formatted(number)))
                .containsExactly(new FieldError("/assignment", "must be of type string"));
    }

    @ParameterizedTest
    @CsvSource({
        "1e400, must not be greater than 1000000",
        "-1e400, must not be less than -1000000",
        "1e2147483647, must not be greater than 1000000",
        "-1e2147483647, must not be less than -1000000",
        "1e2147483648, must not be greater than 1000000",
        "-1e2147483648, must not be less than -1000000",
        "9223372036854775808, must not be greater than 1000000",
        "-9223372036854775809, must not be less than -1000000",
        "1e-2147483648, must be of type integer",
        "-1e-400, must be of type integer",
        "1.5, must be of type integer",
    })
    void a_number_out_of_bounds_is_told_which_bound(String number, String message) {
        assertThat(errors("AuthorizeVolunteerStrength", strength(number)))
                .containsExactly(new FieldError("/international", message));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-0", "0e5", "0e2147483648", "0E-2147483649", "1e3", "1000000", "10.0"})
    void a_whole_number_within_bounds_is_taken_however_it_is_written(String number) {
        JsonNode command = parsed(strength(number));

        assertThat(errors("AuthorizeVolunteerStrength", strength(number))).isEmpty();
        assertThat(validator.read(
                        CommandCatalog.named("AuthorizeVolunteerStrength").orElseThrow(), command))
                .isNotNull();
        assertThat(CanonicalJson.of(parsed(number))).hasSizeLessThan(20);
    }

    private static String strength(String international) {
        return """
                {"mission": "UNTAC", "period": {"from": "1992-01-01", "to": "1992-12-31"}, "international": %s,
                 "national": 0, "document": "A/1"}""".formatted(international);
    }

    private List<FieldError> errors(String command, String json) {
        return validator.errors(CommandCatalog.named(command).orElseThrow(), parsed(json));
    }

    private static JsonNode parsed(String json) {
        return switch (StrictJson.parse(json.getBytes(StandardCharsets.UTF_8))) {
            case StrictJson.Parsed(var value) -> value;
            case StrictJson.Rejected(String detail) -> throw new AssertionError(detail);
        };
    }
}
