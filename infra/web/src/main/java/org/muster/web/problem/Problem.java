package org.muster.web.problem;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;

/**
 * What every refusal looks like, over HTTP and over Kafka: an RFC 9457 problem with a stable {@code code}. Its {@code type}
 * is the address of a page, relative to the server, so that no header of a request can turn it elsewhere.
 */
@JsonPropertyOrder({"type", "title", "status", "code", "detail", "errors"})
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public final class Problem extends ProblemDetail {

    /** Where the pages are. */
    public static final String PAGES = "/problems/";

    private static final long serialVersionUID = 1L;

    private final transient ProblemType kind;
    private final transient Map<String, Object> members = new LinkedHashMap<>();

    private Problem(ProblemType kind) {
        super(kind.status().value());
        this.kind = kind;
        super.setType(URI.create(PAGES + kind.code()));
        super.setTitle(kind.title());
        members.put("code", kind.code());
    }

    /** A problem of this kind about which there is nothing more to say. */
    public static Problem of(ProblemType kind) {
        return new Problem(kind);
    }

    /** @param detail what is special about this one; it must not repeat what the caller sent */
    public static Problem of(ProblemType kind, String detail) {
        Problem problem = new Problem(kind);
        problem.setDetail(detail);
        return problem;
    }

    /** {@link WebProblem#INVALID}: every part of the request that is wrong is named. */
    public static Problem invalid(List<FieldError> errors) {
        return of(WebProblem.INVALID).with("errors", List.copyOf(errors));
    }

    /** {@link WebProblem#INVALID} with one part that is wrong. */
    public static Problem invalid(FieldError error) {
        return invalid(List.of(error));
    }

    /** {@link WebProblem#TOO_LARGE}. */
    public static Problem tooLarge(long bytesMax) {
        return of(WebProblem.TOO_LARGE, "At most " + bytesMax + " bytes");
    }

    /** This problem with a further member, a plain JSON value. */
    public Problem with(String name, Object value) {
        members.put(name, value);
        return this;
    }

    /** Its members, for an answer that holds more than the problem. */
    public Map<String, Object> body() {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", getType());
        body.put("title", getTitle());
        body.put("status", getStatus());
        body.putAll(members);
        if (getDetail() != null) {
            body.put("detail", getDetail());
        }
        return body;
    }

    @JsonIgnore
    public ProblemType kind() {
        return kind;
    }

    public String code() {
        return kind.code();
    }

    /** The wrong parts of the request; empty if this is no {@link WebProblem#INVALID}. */
    public List<FieldError> errors() {
        return members.get("errors") instanceof List<?> errors
                ? errors.stream().map(FieldError.class::cast).toList()
                : List.of();
    }

    /** Whether the same request may succeed later. */
    @JsonIgnore
    public boolean isTemporary() {
        return getStatus() == 503 || getStatus() == 429;
    }

    @Override
    @JsonAnyGetter
    public Map<String, Object> getProperties() {
        return members;
    }

    /** Ignored: Spring would copy the request's path here, which is the caller's text, and fails over one that is no URI. */
    @Override
    public void setInstance(URI instance) {}

    /** The response, whatever media type was asked for: a problem is always JSON. */
    public ResponseEntity<Problem> response() {
        ResponseEntity.BodyBuilder response = ResponseEntity.status(getStatus()).contentType(ProblemWriter.MEDIA_TYPE);
        if (isTemporary()) {
            response.header("Retry-After", ProblemWriter.RETRY_AFTER_SECONDS);
        }
        return response.body(this);
    }

    /** To end the handling of a request with this problem. */
    public ProblemException exception() {
        return new ProblemException(this);
    }
}
