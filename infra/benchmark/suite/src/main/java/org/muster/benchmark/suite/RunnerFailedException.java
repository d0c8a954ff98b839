package org.muster.benchmark.suite;

/** A runner could not do what it was asked; the table says so and the suite goes on with the next. */
final class RunnerFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RunnerFailedException(String message) {
        super(message);
    }
}
