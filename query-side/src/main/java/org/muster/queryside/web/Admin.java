package org.muster.queryside.web;

import java.util.List;
import org.muster.queryside.projection.Progress;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /admin/projections}: how far each projection is, and how many subjects it has parked. */
@RestController
class Admin {

    private final Progress progress;

    Admin(Progress progress) {
        this.progress = progress;
    }

    @GetMapping(path = "/admin/projections", produces = MediaType.APPLICATION_JSON_VALUE)
    Projections projections() {
        return new Projections(progress.position(), progress.caughtUp(), progress.projections());
    }

    /**
     * All projections.
     *
     * @param position reached by all of them
     * @param caughtUp see {@link Progress#caughtUp()}
     */
    record Projections(long position, boolean caughtUp, List<Progress.ProjectionState> projections) {}
}
