package org.muster.queryside.report;

import static io.swagger.v3.oas.annotations.enums.ParameterIn.QUERY;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import org.muster.queryside.web.Problem;
import org.springframework.http.ResponseEntity;

/** What the reports promise to other systems: the source of {@code /v3/api-docs}. */
@ApiResponse(
        responseCode = "400",
        description = "INVALID: each wrong field is named in errors",
        content = @Content(mediaType = "application/problem+json", schema = @Schema(implementation = Problem.class)))
@ApiResponse(
        responseCode = "404",
        description = "MISSION_UNKNOWN",
        content = @Content(mediaType = "application/problem+json", schema = @Schema(implementation = Problem.class)))
@ApiResponse(
        responseCode = "504",
        description = "POSITION_NOT_REACHED",
        content = @Content(mediaType = "application/problem+json", schema = @Schema(implementation = Problem.class)))
interface ReportsApi {

    @Operation(summary = "All missions, with the phase they are in today")
    @Parameter(
            name = "knownAt",
            in = QUERY,
            description =
                    "As known at an instant, without what was recorded at or after it, or at a position; now where it is left out",
            schema = @Schema(type = "string"))
    @ApiResponse(
            responseCode = "200",
            content = {
                @Content(mediaType = "application/json", schema = @Schema(implementation = MissionRegister.class)),
                @Content(mediaType = "text/csv", schema = @Schema(type = "string"))
            })
    ResponseEntity<Object> missions(@Parameter(hidden = true) HttpServletRequest request) throws InterruptedException;

    @Operation(summary = "One mission: phases, mandates, duty stations, authorized posts")
    @Parameter(
            name = "knownAt",
            in = QUERY,
            description =
                    "As known at an instant, without what was recorded at or after it, or at a position; now where it is left out",
            schema = @Schema(type = "string"))
    @ApiResponse(
            responseCode = "200",
            content = {
                @Content(mediaType = "application/json", schema = @Schema(implementation = MissionRecord.class)),
                @Content(mediaType = "text/csv", schema = @Schema(type = "string"))
            })
    ResponseEntity<Object> mission(
            @Parameter(hidden = true) HttpServletRequest request,
            @Parameter(description = "The acronym, for instance UNTAC") String acronym)
            throws InterruptedException;

    @Operation(summary = "Who serves on a day, by mission, type and service area")
    @Parameter(
            name = "on",
            in = QUERY,
            description = "The day; today (UTC) where it is left out",
            schema = @Schema(type = "string", format = "date"))
    @Parameter(name = "mission", in = QUERY, description = "Only this mission", schema = @Schema(type = "string"))
    @Parameter(
            name = "knownAt",
            in = QUERY,
            description =
                    "As known at an instant, without what was recorded at or after it, or at a position; now where it is left out",
            schema = @Schema(type = "string"))
    @ApiResponse(
            responseCode = "200",
            content = {
                @Content(mediaType = "application/json", schema = @Schema(implementation = Headcount.class)),
                @Content(mediaType = "text/csv", schema = @Schema(type = "string"))
            })
    ResponseEntity<Object> headcount(@Parameter(hidden = true) HttpServletRequest request) throws InterruptedException;

    @Operation(
            summary = "Authorized, encumbered and vacant posts by mission, month and type",
            description = "Each month is counted on its last day. A full date stands for the month it lies in.")
    @Parameter(
            name = "from",
            in = QUERY,
            required = true,
            description = "The first month, 2013-01",
            schema = @Schema(type = "string"))
    @Parameter(
            name = "to",
            in = QUERY,
            required = true,
            description = "The last month, included",
            schema = @Schema(type = "string"))
    @Parameter(name = "mission", in = QUERY, description = "Only this mission", schema = @Schema(type = "string"))
    @Parameter(
            name = "knownAt",
            in = QUERY,
            description =
                    "As known at an instant, without what was recorded at or after it, or at a position; now where it is left out",
            schema = @Schema(type = "string"))
    @ApiResponse(
            responseCode = "200",
            content = {
                @Content(mediaType = "application/json", schema = @Schema(implementation = StrengthByMonth.class)),
                @Content(mediaType = "text/csv", schema = @Schema(type = "string"))
            })
    ResponseEntity<Object> strength(@Parameter(hidden = true) HttpServletRequest request) throws InterruptedException;

    @Operation(
            summary = "Persons, assignments and volunteer-months since 1992, with the published claims beside them",
            description = "Volunteer-months are days of service × 12 / 365.25, up to and with the day.")
    @Parameter(
            name = "on",
            in = QUERY,
            description = "The last day that counts; today (UTC) where it is left out",
            schema = @Schema(type = "string", format = "date"))
    @Parameter(name = "mission", in = QUERY, description = "Only this mission", schema = @Schema(type = "string"))
    @Parameter(
            name = "knownAt",
            in = QUERY,
            description =
                    "As known at an instant, without what was recorded at or after it, or at a position; now where it is left out",
            schema = @Schema(type = "string"))
    @ApiResponse(
            responseCode = "200",
            content = {
                @Content(mediaType = "application/json", schema = @Schema(implementation = Cumulative.class)),
                @Content(mediaType = "text/csv", schema = @Schema(type = "string"))
            })
    ResponseEntity<Object> cumulative(@Parameter(hidden = true) HttpServletRequest request) throws InterruptedException;
}
