package org.muster.queryside.admin;

import static org.springframework.http.MediaType.APPLICATION_JSON_VALUE;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import java.security.Principal;
import java.util.Optional;
import java.util.regex.Pattern;
import org.muster.messaging.parking.RetryOutcome;
import org.muster.queryside.door.QueryProblem;
import org.muster.queryside.projection.Parking;
import org.muster.web.problem.FieldError;
import org.muster.web.problem.Problem;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Events that wait for people, and what people may do about them. Whoever does something is recorded with it. */
@RestController
@RequestMapping("/admin/projections/{name}")
class ParkedController {

    private static final int SUBJECTS_MAX = 100;
    private static final int EVENTS_MAX = 50;
    private static final int ACTS_MAX = 100;
    private static final int REASON_LENGTH_MAX = 500;

    /** One line that is not blank: it is kept for whoever asks later why an event is missing. */
    private static final Pattern REASON = Pattern.compile("\\P{Cc}*[^\\p{Cc}\\s]\\P{Cc}*");

    private final Parking parking;

    ParkedController(Parking parking) {
        this.parking = parking;
    }

    @Operation(
            summary = "What a projection could not take in",
            description = "Subjects whose events queue, and those events with cause and payload; 100 subjects and 50"
                    + " events at most, those parked first first.")
    @GetMapping(path = "/parked", produces = APPLICATION_JSON_VALUE)
    ParkedView parked(
            @Parameter(description = "The projection's name") @PathVariable String name,
            @Parameter(description = "Only this one's events") @RequestParam Optional<String> subject) {
        known(name);
        return new ParkedView(
                name,
                parking.subjects(name, SUBJECTS_MAX).stream()
                        .map(ParkedView.Subject::of)
                        .toList(),
                parking.events(name, subject, EVENTS_MAX).stream()
                        .map(ParkedView.Event::of)
                        .toList());
    }

    @Operation(summary = "What people did about parked events, the last first; 100 acts at most")
    @GetMapping(path = "/acts", produces = APPLICATION_JSON_VALUE)
    ParkedView.Acts acts(@Parameter(description = "The projection's name") @PathVariable String name) {
        known(name);
        return new ParkedView.Acts(
                name,
                parking.acts(name, ACTS_MAX).stream().map(ParkedView.Act::of).toList());
    }

    @Operation(
            summary = "Apply a subject's queue, in order",
            description =
                    "In one transaction, the way live events are applied. Stops at the first event that fails again;"
                            + " if none does, the subject's events flow again.")
    @PostMapping(path = "/parked/{subject}/retry", produces = APPLICATION_JSON_VALUE)
    ParkedView.Retried retry(
            @Parameter(description = "The projection's name") @PathVariable String name,
            @Parameter(description = "For instance mission:UNTAC") @PathVariable String subject,
            Principal caller) {
        known(name);
        return switch (parking.retry(name, subject, AdministratorName.of(caller))) {
            case RetryOutcome.Unparked unparked -> ParkedView.Retried.of(unparked);
            case RetryOutcome.StillParked still -> ParkedView.Retried.of(still);
            case RetryOutcome.NothingParked() ->
                throw Problem.of(QueryProblem.NOT_PARKED, "No event of this subject")
                        .exception();
        };
    }

    @Operation(
            summary = "Give one parked event up",
            description = "It will never be in this read model unless that is rebuilt. The others of its subject stay"
                    + " until they are retried. Recorded with the reason.")
    @PostMapping(
            path = "/parked/events/{position}/discard",
            consumes = APPLICATION_JSON_VALUE,
            produces = APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void discard(
            @Parameter(description = "The projection's name") @PathVariable String name,
            @Parameter(description = "As the list of parked events gives it") @PathVariable ParkedPosition position,
            @RequestBody ParkedView.Reason body,
            Principal caller) {
        known(name);
        String reason = body.reason();
        if (reason == null
                || reason.length() > REASON_LENGTH_MAX
                || !REASON.matcher(reason).matches()) {
            throw Problem.invalid(
                            FieldError.body("/reason", "must be one line of 1 to " + REASON_LENGTH_MAX + " characters"))
                    .exception();
        }
        if (!parking.discard(name, position.value(), AdministratorName.of(caller), reason)) {
            throw Problem.of(QueryProblem.NOT_PARKED, "No event at this position")
                    .exception();
        }
    }

    private void known(String name) {
        if (!parking.knows(name)) {
            throw Problem.of(QueryProblem.UNKNOWN_PROJECTION).exception();
        }
    }
}
