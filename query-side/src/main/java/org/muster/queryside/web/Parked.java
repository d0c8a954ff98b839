package org.muster.queryside.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.muster.messaging.parking.RetryOutcome;
import org.muster.queryside.projection.Parking;
import org.muster.queryside.web.Problem.FieldError;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code /admin/projections/{name}/parked…}: facts that wait for people, and what people may do about them. */
@RestController
class Parked implements ParkedApi {

    private static final int SUBJECTS_MAX = 100;
    private static final int EVENTS_MAX = 50;
    private static final int ACTS_MAX = 100;
    private static final int BODY_BYTES_MAX = 4096;
    private static final int REASON_LENGTH_MAX = 500;

    private static final Pattern POSITION = Pattern.compile("-?\\d{1,18}");

    /** One line that is not blank: it is kept for whoever asks later why a fact is missing. */
    private static final Pattern REASON = Pattern.compile("\\P{Cc}*[^\\p{Cc}\\s]\\P{Cc}*");

    /** A valid token that names nobody, as some issuers give to machines. */
    private static final String UNNAMED = "unnamed";

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Parking parking;

    Parked(Parking parking) {
        this.parking = parking;
    }

    @Override
    @GetMapping(path = "/admin/projections/{name}/parked", produces = MediaType.APPLICATION_JSON_VALUE)
    public ResponseEntity<Object> parked(@PathVariable String name, HttpServletRequest request) {
        Parameters parameters = Parameters.of(request, "subject");
        Optional<String> subject = Optional.ofNullable(request.getParameter("subject"));
        return answered(
                name,
                parameters,
                () -> ResponseEntity.ok(new ParkedView(
                        name,
                        parking.subjects(name, SUBJECTS_MAX).stream()
                                .map(ParkedView.Subject::of)
                                .toList(),
                        parking.events(name, subject, EVENTS_MAX).stream()
                                .map(ParkedView.Event::of)
                                .toList())));
    }

    @Override
    @GetMapping(path = "/admin/projections/{name}/acts", produces = MediaType.APPLICATION_JSON_VALUE)
    public ResponseEntity<Object> acts(@PathVariable String name, HttpServletRequest request) {
        return answered(
                name,
                Parameters.of(request),
                () -> ResponseEntity.ok(new ParkedView.Acts(
                        name,
                        parking.acts(name, ACTS_MAX).stream()
                                .map(ParkedView.Act::of)
                                .toList())));
    }

    @Override
    @PostMapping(path = "/admin/projections/{name}/parked/{subject}/retry", produces = MediaType.APPLICATION_JSON_VALUE)
    public ResponseEntity<Object> retry(
            @PathVariable String name,
            @PathVariable String subject,
            HttpServletRequest request,
            Authentication caller) {
        return answered(name, Parameters.of(request), () -> switch (parking.retry(name, subject, who(caller))) {
            case RetryOutcome.Unparked unparked -> ResponseEntity.ok(ParkedView.Retried.of(unparked));
            case RetryOutcome.StillParked still -> ResponseEntity.ok(ParkedView.Retried.of(still));
            case RetryOutcome.NothingParked() -> notParked("No fact of this subject is parked in this projection.");
        });
    }

    @Override
    @PostMapping(
            path = "/admin/projections/{name}/parked/events/{position}/discard",
            produces = MediaType.APPLICATION_JSON_VALUE)
    public ResponseEntity<Object> discard(
            @PathVariable String name, @PathVariable String position, HttpServletRequest request, Authentication caller)
            throws IOException {
        Parameters parameters = Parameters.of(request);
        if (!POSITION.matcher(position).matches()) {
            parameters.error("position", "not a whole number, as the list of parked facts gives it");
        }
        byte[] body = request.getInputStream().readNBytes(BODY_BYTES_MAX + 1);
        if (body.length > BODY_BYTES_MAX) {
            return Problem.of(
                            HttpStatus.CONTENT_TOO_LARGE,
                            HttpStatus.CONTENT_TOO_LARGE.name(),
                            "At most " + BODY_BYTES_MAX + " bytes.")
                    .response();
        }
        JsonNode given;
        try {
            given = JSON.readTree(body);
        } catch (JacksonException notJson) {
            return Problem.of(HttpStatus.BAD_REQUEST, "MALFORMED_REQUEST", "The body is not JSON.")
                    .response();
        }
        wrong(given).forEach(error -> parameters.error(error.field(), error.message()));
        return answered(
                name,
                parameters,
                () -> parking.discard(
                                name,
                                Long.parseLong(position),
                                who(caller),
                                given.get("reason").stringValue())
                        ? ResponseEntity.noContent().build()
                        : notParked("No fact at this position is parked in this projection."));
    }

    private static List<FieldError> wrong(JsonNode given) {
        JsonNode reason = given.path("reason");
        boolean well = reason.isString()
                && reason.stringValue().length() <= REASON_LENGTH_MAX
                && REASON.matcher(reason.stringValue()).matches();
        return given.propertyNames().stream().anyMatch(name -> !name.equals("reason"))
                ? List.of(new FieldError("body", "{\"reason\": …} and nothing else"))
                : well
                        ? List.of()
                        : List.of(new FieldError("reason", "one line, 1 to " + REASON_LENGTH_MAX + " characters"));
    }

    private ResponseEntity<Object> answered(
            String name, Parameters parameters, Supplier<ResponseEntity<Object>> answer) {
        if (!parking.knows(name)) {
            return Problem.of(HttpStatus.NOT_FOUND, "PROJECTION_UNKNOWN", "There is no projection of this name.")
                    .response();
        }
        return parameters.problem().map(Problem::response).orElseGet(answer);
    }

    private static ResponseEntity<Object> notParked(String detail) {
        return Problem.of(HttpStatus.NOT_FOUND, "NOT_PARKED", detail).response();
    }

    private static String who(Authentication caller) {
        return caller.getName() == null ? UNNAMED : caller.getName();
    }
}
