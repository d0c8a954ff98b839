package org.muster.web.problem;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;

/** Gives whatever Spring MVC refuses, and whatever breaks in it, the form of a {@link Problem}. */
@RestControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
class ProblemAdvice extends ResponseEntityExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);

    @ExceptionHandler
    ResponseEntity<Problem> problem(ProblemException ended) {
        return ended.problem().response();
    }

    /** Tomcat and the firewall read parameters only when they are asked for, and only then see that they cannot be read. */
    @ExceptionHandler({InvalidParameterException.class, RequestRejectedException.class})
    ResponseEntity<Problem> unreadableParameters() {
        return Problem.of(WebProblem.MALFORMED_REQUEST).response();
    }

    /** The client has gone, or its framing is broken; where an answer still reaches it, that is at fault. */
    @ExceptionHandler
    ResponseEntity<Problem> unreadableContent(IOException broken) {
        log.debug("The content of a request could not be read, or its answer not be sent", broken);
        return Problem.of(WebProblem.MALFORMED_REQUEST).response();
    }

    /** A bug or broken infrastructure: logged without its words, and the caller learns nothing about the inside. */
    @ExceptionHandler
    ResponseEntity<Problem> unexpected(RuntimeException failure) {
        if (failure instanceof AccessDeniedException || failure instanceof AuthenticationException) {
            throw failure; // the security filters answer these
        }
        SafeFailure.log(log, "A request failed", failure);
        return Problem.of(WebProblem.INTERNAL_ERROR).response();
    }

    @Override
    protected ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException refused, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return body(unreadable(refused));
    }

    private static Problem unreadable(HttpMessageNotReadableException refused) {
        for (Throwable cause = refused; cause != null; cause = cause.getCause()) {
            if (cause instanceof ProblemException ended) {
                return ended.problem();
            }
        }
        if (refused.getCause() instanceof DatabindException mismatch) {
            String pointer = mismatch.getPath().stream()
                    .map(step -> step.getPropertyName() == null ? "/" + step.getIndex() : "/" + step.getPropertyName())
                    .collect(Collectors.joining());
            return Problem.invalid(
                    FieldError.body(pointer, "is not a member, or not of the type or form that the schema says"));
        }
        return refused.getCause() instanceof JacksonException
                ? Problem.of(WebProblem.MALFORMED_JSON)
                : Problem.of(WebProblem.MALFORMED_JSON, "The body is missing or cannot be read");
    }

    @Override
    protected ResponseEntity<Object> handleHttpMediaTypeNotAcceptable(
            HttpMediaTypeNotAcceptableException refused,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        return body(Problem.of(WebProblem.NOT_ACCEPTABLE, listed(refused.getSupportedMediaTypes())));
    }

    @Override
    protected ResponseEntity<Object> handleHttpMediaTypeNotSupported(
            HttpMediaTypeNotSupportedException refused,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        return body(Problem.of(WebProblem.UNSUPPORTED_MEDIA_TYPE, listed(refused.getSupportedMediaTypes())));
    }

    private static String listed(List<MediaType> types) {
        return types.isEmpty() ? "No other" : MediaType.toString(types);
    }

    @Override
    protected ResponseEntity<Object> handleExceptionInternal(
            Exception refused, Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        if (status.is5xxServerError()) {
            SafeFailure.log(log, "A request failed", refused);
        }
        Problem problem = Problem.of(WebProblem.of(status.value()));
        return ResponseEntity.status(problem.getStatus())
                .headers(headers)
                .contentType(ProblemWriter.MEDIA_TYPE)
                .body(problem);
    }

    private static ResponseEntity<Object> body(Problem problem) {
        return ResponseEntity.status(problem.getStatus())
                .contentType(ProblemWriter.MEDIA_TYPE)
                .body(problem);
    }
}
