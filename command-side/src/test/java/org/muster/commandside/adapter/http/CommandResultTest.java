package org.muster.commandside.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.LocalDate;
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
import org.muster.commands.mission.StartMission;
import org.muster.commandside.intake.Caller;
import org.muster.commandside.intake.CommandIntake;
import org.muster.commandside.intake.CommandResult;
import org.muster.commandside.intake.FieldError;
import org.muster.commandside.intake.ValidatedCommand;
import org.muster.web.problem.Problem;
import org.springframework.http.ResponseEntity;

/** Results as HTTP: statuses and codes are stable API. */
class CommandResultTest {

    static Stream<Arguments> results() {
        return Stream.of(
                Arguments.of(
                        new CommandResult.Refused(RefusalCode.CEILING_REACHED, Map.of("posts", 1)),
                        409,
                        "CEILING_REACHED"),
                Arguments.of(new CommandResult.IdReused(), 422, "IDEMPOTENCY_KEY_REUSED"),
                Arguments.of(new CommandResult.Contended(), 503, "CONTENDED"),
                Arguments.of(new CommandResult.Overloaded(), 503, "OVERLOADED"),
                Arguments.of(new CommandResult.Unavailable(false), 503, "STORE_UNAVAILABLE"),
                Arguments.of(new CommandResult.Unavailable(true), 503, "OUTCOME_UNKNOWN"),
                Arguments.of(new CommandResult.UnknownCommand("SinkMission"), 404, "UNKNOWN_COMMAND"),
                Arguments.of(new CommandResult.Malformed("The body is empty"), 400, "MALFORMED_JSON"),
                Arguments.of(
                        new CommandResult.Invalid(List.of(new FieldError("/mission", "is missing"))), 400, "INVALID"),
                Arguments.of(new CommandResult.ImportNotAllowed(), 403, "IMPORT_SCOPE_REQUIRED"),
                Arguments.of(new CommandResult.AdministrationNotAllowed(), 403, "ADMIN_SCOPE_REQUIRED"),
                Arguments.of(new CommandResult.AutomationNotAllowed(), 403, "AUTOMATION_ONLY"));
    }

    @ParameterizedTest
    @MethodSource("results")
    void each_result_has_its_status_and_code(CommandResult.NotAccepted result, int status, String code) {
        Problem problem = Problems.of(result);

        assertThat(problem.getStatus()).isEqualTo(status);
        assertThat(problem.body()).containsEntry("code", code).containsEntry("status", status);
        ResponseEntity<Problem> response = problem.response();
        assertThat(response.getHeaders().containsHeader("Retry-After")).isEqualTo(status == 503);
    }

    @Test
    void every_result_that_is_not_an_acceptance_is_listed_above() {
        assertThat(results()
                        .<Class<?>>map(arguments -> arguments.get()[0].getClass())
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(leaves(CommandResult.NotAccepted.class));
    }

    private static List<Class<?>> leaves(Class<?> type) {
        return type.isSealed()
                ? Stream.of(type.getPermittedSubclasses())
                        .flatMap(sub -> leaves(sub).stream())
                        .toList()
                : List.of(type);
    }

    @Test
    void more_commands_than_there_is_room_for_are_told_to_come_back() {
        CommandIntake full = new CommandIntake(null, null, new SimpleMeterRegistry(), 0);

        CommandResult result = full.execute(
                new ValidatedCommand(
                        UUID.randomUUID(),
                        new StartMission("UNTAC", LocalDate.parse("1992-03-15")),
                        "digest",
                        "tester",
                        Caller.Origin.of(Caller.Channel.HTTP),
                        Optional.empty()),
                Duration.ZERO);

        assertThat(result).isEqualTo(new CommandResult.Overloaded());
    }
}
