package org.muster.queryside.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/**
 * A refusal as RFC 9457 problem details.
 *
 * @param type always {@code about:blank}: {@code code} tells kinds apart
 * @param title the HTTP status in words
 * @param status the HTTP status
 * @param detail what is wrong with this request, for a person
 * @param code stable, for a program
 * @param errors each field that is wrong; left out where there is none
 */
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        String code,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<FieldError> errors) {

    /**
     * One wrong field.
     *
     * @param field the query parameter or header
     */
    public record FieldError(String field, String message) {}

    /** A problem with the request as a whole. */
    public static Problem of(HttpStatus status, String code, String detail) {
        return new Problem("about:blank", status.getReasonPhrase(), status.value(), detail, code, List.of());
    }

    /** 400 with every wrong field named. */
    public static Problem invalid(List<FieldError> errors) {
        HttpStatus status = HttpStatus.BAD_REQUEST;
        return new Problem(
                "about:blank",
                status.getReasonPhrase(),
                status.value(),
                "The request has " + (errors.size() == 1 ? "a field" : "fields") + " that cannot be understood.",
                "INVALID",
                List.copyOf(errors));
    }

    /** The response, whatever media type was asked for: a problem is always JSON. */
    public ResponseEntity<Object> response() {
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(this);
    }
}
