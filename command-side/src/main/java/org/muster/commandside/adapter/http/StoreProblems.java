package org.muster.commandside.adapter.http;

import org.muster.commandside.intake.CommandResult;
import org.muster.eventstore.api.StoreUnavailableException;
import org.muster.web.problem.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** The event store is unavailable; commands have their own answers for this, so this is a reader's. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class StoreProblems {

    private static final Logger log = LoggerFactory.getLogger(StoreProblems.class);

    @ExceptionHandler
    ResponseEntity<Problem> storeUnavailable(StoreUnavailableException unavailable) {
        log.debug("The event store cannot be read", unavailable);
        return Problems.of(new CommandResult.Unavailable(false)).response();
    }
}
