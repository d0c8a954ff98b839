package org.muster.queryside.report;

import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import org.muster.web.problem.FieldError;
import org.muster.web.problem.Problem;

/**
 * The months that a report is asked for.
 *
 * @param last included
 */
public record Months(YearMonth first, YearMonth last) {

    /** Longer than the register's history will be for decades. */
    private static final int MONTHS_MAX = 1200;

    /**
     * From {@link Parameters#FROM} to {@link Parameters#TO}.
     *
     * @throws org.muster.web.problem.ProblemException if they are in the wrong order or too many
     */
    public static Months of(Question question) {
        YearMonth first = question.require(Parameters.FROM);
        YearMonth last = question.require(Parameters.TO);
        long months = first.until(last, ChronoUnit.MONTHS) + 1;
        if (months < 1) {
            throw Problem.invalid(FieldError.query("to", "must not be before from"))
                    .exception();
        }
        if (months > MONTHS_MAX) {
            throw Problem.invalid(FieldError.query("to", "must be at most " + MONTHS_MAX + " months after from"))
                    .exception();
        }
        return new Months(first, last);
    }
}
