package org.muster.web.problem;

import org.springframework.http.HttpStatus;

/** The kinds of problem that any HTTP door meets. */
public enum WebProblem implements ProblemType {
    INVALID(HttpStatus.BAD_REQUEST, "Parts of the request are not as they must be", "Mend each entry of errors."),
    MALFORMED_REQUEST(
            HttpStatus.BAD_REQUEST, "The request cannot be read", "Check address, headers and framing of the request."),
    MALFORMED_JSON(HttpStatus.BAD_REQUEST, "The body is not one JSON object", "Send one JSON value as RFC 8259 says."),
    UNAUTHENTICATED(
            HttpStatus.UNAUTHORIZED,
            "A valid bearer token is needed",
            "Get a token of the configured issuer for this audience, and send it as Authorization: Bearer."),
    FORBIDDEN(
            HttpStatus.FORBIDDEN,
            "The token's scopes do not allow this",
            "Ask for a token with the scope that is needed."),
    NOT_FOUND(HttpStatus.NOT_FOUND, "There is nothing at this address", "/v3/api-docs lists all addresses."),
    METHOD_NOT_ALLOWED(
            HttpStatus.METHOD_NOT_ALLOWED,
            "This address does not take this method",
            "The header Allow lists the others."),
    NOT_ACCEPTABLE(
            HttpStatus.NOT_ACCEPTABLE,
            "The answer cannot be given in a form that Accept names",
            "Accept one of the media types in the detail."),
    REQUEST_TIMEOUT(
            HttpStatus.REQUEST_TIMEOUT, "The request was sent too slowly", "Send it faster, or in smaller parts."),
    TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE, "The content is too large", "Send less at once."),
    URI_TOO_LONG(HttpStatus.URI_TOO_LONG, "The address is too long", "Send a shorter address."),
    UNSUPPORTED_MEDIA_TYPE(
            HttpStatus.UNSUPPORTED_MEDIA_TYPE,
            "The content's media type is not taken here",
            "Send the media type in the detail. Forms and multipart are taken nowhere."),
    EXPECTATION_FAILED(
            HttpStatus.EXPECTATION_FAILED, "The header Expect cannot be met", "Leave it out, or expect 100-continue."),
    TOO_MANY_REQUESTS(
            HttpStatus.TOO_MANY_REQUESTS, "Too many requests", "Wait as long as Retry-After says, then send it again."),
    HEADERS_TOO_LARGE(
            HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, "The headers are too large", "Send fewer or shorter headers."),
    INTERNAL_ERROR(
            HttpStatus.INTERNAL_SERVER_ERROR,
            "The request failed for a reason that is not the caller's",
            "Tell the operator when it happened; the log has it."),
    NOT_IMPLEMENTED(HttpStatus.NOT_IMPLEMENTED, "This method or coding is not known", "Use another one."),
    ISSUER_UNAVAILABLE(
            HttpStatus.SERVICE_UNAVAILABLE,
            "The token cannot be checked because its issuer is unavailable",
            "Send it again later."),
    TOO_BUSY(HttpStatus.SERVICE_UNAVAILABLE, "Every place of this kind is taken", "Send it again later."),
    UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "What is needed for the answer is unavailable", "Send it again later."),
    HTTP_VERSION_NOT_SUPPORTED(
            HttpStatus.HTTP_VERSION_NOT_SUPPORTED, "This version of HTTP is not spoken", "Use HTTP/1.1.");

    private final HttpStatus status;
    private final String title;
    private final String remedy;

    WebProblem(HttpStatus status, String title, String remedy) {
        this.status = status;
        this.title = title;
        this.remedy = remedy;
    }

    /** The kind of what a framework refused with a status only. */
    public static WebProblem of(int status) {
        return switch (status) {
            case 401 -> UNAUTHENTICATED;
            case 403 -> FORBIDDEN;
            case 404 -> NOT_FOUND;
            case 405 -> METHOD_NOT_ALLOWED;
            case 406 -> NOT_ACCEPTABLE;
            case 408 -> REQUEST_TIMEOUT;
            case 413 -> TOO_LARGE;
            case 414 -> URI_TOO_LONG;
            case 415 -> UNSUPPORTED_MEDIA_TYPE;
            case 417 -> EXPECTATION_FAILED;
            case 429 -> TOO_MANY_REQUESTS;
            case 431 -> HEADERS_TOO_LARGE;
            case 501 -> NOT_IMPLEMENTED;
            case 503 -> UNAVAILABLE;
            case 505 -> HTTP_VERSION_NOT_SUPPORTED;
            default -> status >= 500 ? INTERNAL_ERROR : MALFORMED_REQUEST;
        };
    }

    @Override
    public HttpStatus status() {
        return status;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public String remedy() {
        return remedy;
    }
}
