package org.muster.commandside.adapter.http;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/**
 * An RFC 9457 problem. Systems branch on {@code code}, which is stable; title and detail are for people.
 *
 * @param status the HTTP status
 * @param code stable API
 * @param title one sentence that is the same for every problem of this code
 * @param detail what is special about this one; empty if nothing
 * @param members further members, plain JSON values
 */
public record Problem(HttpStatus status, String code, String title, String detail, Map<String, Object> members) {

    /** How long a caller should wait before it tries again, where trying again can help. */
    private static final String RETRY_AFTER_SECONDS = "1";

    public static Problem of(HttpStatus status, String code, String title) {
        return new Problem(status, code, title, "", Map.of());
    }

    public Problem withDetail(String text) {
        return new Problem(status, code, title, text, members);
    }

    public Problem with(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(members);
        more.put(name, value);
        return new Problem(status, code, title, detail, more);
    }

    /** The JSON object. */
    public Map<String, Object> body() {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", "about:blank");
        body.put("title", title);
        body.put("status", status.value());
        body.put("code", code);
        if (!detail.isEmpty()) {
            body.put("detail", detail);
        }
        body.putAll(members);
        return body;
    }

    /** Whether the same request may succeed later. */
    public boolean isTemporary() {
        return status == HttpStatus.SERVICE_UNAVAILABLE || status == HttpStatus.TOO_MANY_REQUESTS;
    }

    /** The value of {@code Retry-After} where {@link #isTemporary()}. */
    public String retryAfterSeconds() {
        return RETRY_AFTER_SECONDS;
    }

    ResponseEntity<Object> response() {
        ResponseEntity.BodyBuilder response =
                ResponseEntity.status(status).contentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (isTemporary()) {
            response.header("Retry-After", RETRY_AFTER_SECONDS);
        }
        return response.body(body());
    }
}
