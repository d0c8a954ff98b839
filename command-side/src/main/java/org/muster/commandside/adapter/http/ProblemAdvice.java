package org.muster.commandside.adapter.http;

import org.apache.tomcat.util.http.InvalidParameterException;
import org.muster.commandside.intake.CommandResult;
import org.muster.eventstore.api.StoreUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Gives every error of Spring MVC the form of a {@link Problem}. */
@RestControllerAdvice
class ProblemAdvice extends ResponseEntityExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);

    @ExceptionHandler
    ResponseEntity<Object> problem(ProblemException e) {
        return e.problem().response();
    }

    /** Tomcat reads a request's parameters only when they are asked for, and only then sees that they cannot be read. */
    @ExceptionHandler
    ResponseEntity<Object> unreadableParameters(InvalidParameterException e) {
        return Problems.of(HttpStatus.valueOf(e.getErrorCode())).response();
    }

    /** Nor does the firewall look at their names before that: it lets none with control characters pass. */
    @ExceptionHandler
    ResponseEntity<Object> refusedParameters(RequestRejectedException e) {
        return Problems.of(HttpStatus.BAD_REQUEST).response();
    }

    /** The event store is away; commands have their own answers for this, so this is a reader's. */
    @ExceptionHandler
    ResponseEntity<Object> storeUnavailable(StoreUnavailableException e) {
        log.warn("The event store cannot be read: {}", e.getMessage());
        return Problems.of(new CommandResult.Unavailable(false)).response();
    }

    /** A bug or broken infrastructure: logged here, and the caller learns nothing about the inside. */
    @ExceptionHandler
    ResponseEntity<Object> unexpected(RuntimeException e) {
        if (e instanceof AccessDeniedException || e instanceof AuthenticationException) {
            throw e; // the security filters answer these
        }
        log.error("A request failed", e);
        return Problems.of(HttpStatus.INTERNAL_SERVER_ERROR).response();
    }

    @Override
    protected ResponseEntity<Object> handleExceptionInternal(
            Exception e, Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        HttpHeaders kept = new HttpHeaders();
        kept.putAll(headers);
        kept.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        return new ResponseEntity<>(
                Problems.of(HttpStatus.valueOf(status.value())).body(), kept, status);
    }
}
