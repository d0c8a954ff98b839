package org.muster.queryside.door;

import org.muster.web.problem.ProblemType;
import org.springframework.http.HttpStatus;

/** The kinds of problem that only the query side has. Codes that the rules of commands know, too, mean the same there. */
public enum QueryProblem implements ProblemType {
    UNKNOWN_MISSION(
            HttpStatus.NOT_FOUND, "No mission with this acronym is on record", "GET /missions lists all missions."),
    UNKNOWN_VOLUNTEER(
            HttpStatus.NOT_FOUND,
            "No volunteer with this identifier is on record",
            "GET /reports/roster lists those who serve."),
    UNKNOWN_DATASET(HttpStatus.NOT_FOUND, "There is no dataset of this name", "GET /open-data lists all datasets."),
    UNKNOWN_PROJECTION(
            HttpStatus.NOT_FOUND,
            "There is no projection of this name",
            "GET /admin/projections lists all projections."),
    UNKNOWN_REBUILD(
            HttpStatus.NOT_FOUND,
            "This projection has no such rebuild",
            "GET /admin/projections/{name}/rebuilds lists the last ones."),
    UNKNOWN_GENERATION(
            HttpStatus.NOT_FOUND,
            "This projection has no such generation",
            "GET /admin/projections/{name}/generations lists all."),
    NOT_PARKED(
            HttpStatus.NOT_FOUND, "Nothing of this kind is parked", "GET /admin/projections/{name}/parked lists all."),
    REBUILD_RUNNING(
            HttpStatus.CONFLICT, "A rebuild of this projection has not ended", "Wait for its end, or cancel it."),
    NO_REBUILD_RUNNING(HttpStatus.CONFLICT, "No rebuild of this projection is open", "Ask for one first."),
    GENERATION_IN_USE(
            HttpStatus.CONFLICT,
            "This generation is the active one, or is being filled",
            "Switch to another one first."),
    POSITION_NOT_REACHED(
            HttpStatus.GATEWAY_TIMEOUT,
            "The read models have not yet reached the position that was asked for",
            "Send it again; GET /admin/projections shows how far they are.");

    private final HttpStatus status;
    private final String title;
    private final String remedy;

    QueryProblem(HttpStatus status, String title, String remedy) {
        this.status = status;
        this.title = title;
        this.remedy = remedy;
    }

    @Override
    public HttpStatus status() {
        return status;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public String remedy() {
        return remedy;
    }
}
