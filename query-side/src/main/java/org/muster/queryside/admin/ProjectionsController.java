package org.muster.queryside.admin;

import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import org.muster.queryside.projection.Progress;
import org.muster.queryside.projection.Rebuilding;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /admin/projections}: how far each projection is, how many subjects it has parked, and its last rebuild. */
@RestController
class ProjectionsController {

    private final Progress progress;
    private final Rebuilding rebuilding;

    ProjectionsController(Progress progress, Rebuilding rebuilding) {
        this.progress = progress;
        this.rebuilding = rebuilding;
    }

    @Operation(summary = "Each projection: how far it is, and its last rebuild")
    @GetMapping(path = "/admin/projections", produces = MediaType.APPLICATION_JSON_VALUE)
    Projections projections() {
        return new Projections(
                progress.position(),
                progress.caughtUp(),
                progress.projections(),
                rebuilding.latest().stream().map(RebuildView::of).toList());
    }

    /**
     * All projections.
     *
     * @param position reached by all of them
     * @param caughtUp see {@link Progress#caughtUp()}
     * @param rebuilds the last of each projection that ever had one
     */
    record Projections(
            long position, boolean caughtUp, List<Progress.ProjectionState> projections, List<RebuildView> rebuilds) {}
}
