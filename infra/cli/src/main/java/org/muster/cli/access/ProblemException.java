package org.muster.cli.access;

import tools.jackson.databind.JsonNode;

/** Muster answered with a problem (RFC 9457). */
public final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient JsonNode problem;

    ProblemException(int status, JsonNode problem) {
        super(problem.path("code").asString("HTTP_" + status));
        this.status = status;
        this.problem = problem;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** The problem as it came; an empty object if the answer was none. */
    public JsonNode problem() {
        return problem;
    }
}
