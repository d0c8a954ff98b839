package org.muster.commandside.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.muster.commands.RefusalCode;
import org.muster.commandside.intake.Caller;
import org.muster.commandside.intake.CommandEnvelope;
import org.muster.commandside.intake.CommandIntake;
import org.muster.commandside.intake.FieldError;
import org.muster.commandside.intake.Outcome;
import org.muster.commandside.intake.Ruling;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.json.JsonMapper;

/** Outcomes as HTTP: statuses and codes are stable API. */
class AnswerTest {

    static Stream<Arguments> outcomes() {
        return Stream.of(
                Arguments.of(
                        new Ruling.Refused(RefusalCode.CEILING_REACHED, Map.of("posts", 1)), 409, "CEILING_REACHED"),
                Arguments.of(new Ruling.IdReused(), 422, "IDEMPOTENCY_KEY_REUSED"),
                Arguments.of(new Ruling.Contended(), 503, "CONTENDED"),
                Arguments.of(new Ruling.Overloaded(), 503, "OVERLOADED"),
                Arguments.of(new Ruling.Unavailable(false), 503, "STORE_UNAVAILABLE"),
                Arguments.of(new Ruling.Unavailable(true), 503, "OUTCOME_UNKNOWN"),
                Arguments.of(new Outcome.UnknownCommand("SinkMission"), 404, "UNKNOWN_COMMAND"),
                Arguments.of(new Outcome.Malformed("The body is empty"), 400, "MALFORMED_JSON"),
                Arguments.of(new Outcome.Invalid(List.of(new FieldError("/mission", "is missing"))), 400, "INVALID"),
                Arguments.of(new Outcome.ImportNotAllowed(), 403, "IMPORT_SCOPE_REQUIRED"));
    }

    @ParameterizedTest
    @MethodSource("outcomes")
    void each_outcome_has_its_status_and_code(Outcome outcome, int status, String code) {
        Answer answer = Answer.of(UUID.randomUUID(), outcome);

        assertThat(answer).isInstanceOfSatisfying(Answer.Failed.class, failed -> {
            assertThat(failed.problem().status().value()).isEqualTo(status);
            assertThat(failed.problem().body()).containsEntry("code", code).containsEntry("status", status);
            ResponseEntity<Object> response = failed.problem().response();
            assertThat(response.getHeaders().containsHeader("Retry-After")).isEqualTo(status == 503);
        });
    }

    @Test
    void more_commands_than_there_is_room_for_are_told_to_come_back() {
        CommandIntake full = new CommandIntake(null, null, new SimpleMeterRegistry(), 0);

        Outcome outcome = full.handle(
                new CommandEnvelope(
                        UUID.randomUUID(),
                        "StartMission",
                        JsonMapper.shared().createObjectNode(),
                        new Caller("tester", false),
                        Optional.empty()),
                Duration.ZERO);

        assertThat(outcome).isEqualTo(new Ruling.Overloaded());
    }
}
