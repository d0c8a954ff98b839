package org.muster.queryside.door;

import java.sql.SQLException;
import java.util.List;
import org.muster.messaging.rebuilding.Generations;
import org.muster.readmodels.ReadModelProjection;
import org.muster.web.problem.Problem;
import org.muster.web.problem.SafeFailure;
import org.muster.web.problem.WebProblem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/**
 * The read models cannot be reached or are too slow: worth trying again, and not the caller's fault. Anything else that a
 * database refuses is a fault of ours, and says so.
 */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class ReadModelProblems {

    private static final Logger log = LoggerFactory.getLogger(ReadModelProblems.class);

    private final List<ReadModelProjection> readModels;
    private final Generations generations;

    ReadModelProblems(List<ReadModelProjection> readModels, Generations generations) {
        this.readModels = readModels;
        this.generations = generations;
    }

    @ExceptionHandler({
        CannotGetJdbcConnectionException.class,
        CannotCreateTransactionException.class,
        DataAccessResourceFailureException.class,
        TransientDataAccessException.class
    })
    ResponseEntity<Problem> unavailable(Exception away) {
        log.warn("The read models did not answer: {}", away.getClass().getSimpleName());
        return Problem.of(WebProblem.UNAVAILABLE, "The read models cannot be read at present")
                .response();
    }

    /** A report of this version may ask for what the tables of an earlier one do not have: until they are rebuilt. */
    @ExceptionHandler
    ResponseEntity<Problem> refused(BadSqlGrammarException wrong) throws SQLException {
        for (ReadModelProjection readModel : readModels) {
            if (generations.isOutdated(readModel)) {
                return Problem.of(WebProblem.UNAVAILABLE, "Read model " + readModel.name() + " is being rebuilt")
                        .response();
            }
        }
        SafeFailure.log(log, "A request failed", wrong);
        return Problem.of(WebProblem.INTERNAL_ERROR).response();
    }
}
