package org.muster.web.problem;

import org.springframework.http.HttpStatus;

/**
 * A kind of problem. Its {@link #code()} is stable API: programs branch on it, and it names the page that explains it.
 *
 * <p>Each part of Muster has its kinds in an enum; {@link ProblemCatalog} holds them together, so that one code has one
 * meaning everywhere.
 */
public interface ProblemType {

    /** Upper case with underscores, for instance {@code UNKNOWN_MISSION}; an enum's own name. */
    String name();

    /** The HTTP status that it is answered with. */
    HttpStatus status();

    /** One sentence without a full stop, the same for every problem of this kind. */
    String title();

    /** What a caller can do about it; shown on the kind's page. */
    String remedy();

    /** The code in a problem's JSON. */
    default String code() {
        return name();
    }
}
