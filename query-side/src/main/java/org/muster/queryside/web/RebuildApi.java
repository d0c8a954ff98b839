package org.muster.queryside.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;

/** What {@link Rebuild} promises: the source of {@code /v3/api-docs}. */
@ApiResponse(
        responseCode = "400",
        description = "INVALID: each wrong field is named in errors; MALFORMED_REQUEST: the body is not JSON",
        content = @Content(mediaType = "application/problem+json", schema = @Schema(implementation = Problem.class)))
@ApiResponse(
        responseCode = "404",
        description = "PROJECTION_UNKNOWN, REBUILD_UNKNOWN, GENERATION_UNKNOWN",
        content = @Content(mediaType = "application/problem+json", schema = @Schema(implementation = Problem.class)))
@ApiResponse(
        responseCode = "409",
        description = "REBUILD_RUNNING, NO_REBUILD_RUNNING, GENERATION_IN_USE",
        content = @Content(mediaType = "application/problem+json", schema = @Schema(implementation = Problem.class)))
@ApiResponse(
        responseCode = "503",
        description = "UNAVAILABLE: the database is away; nothing was done",
        content = @Content(mediaType = "application/problem+json", schema = @Schema(implementation = Problem.class)))
interface RebuildApi {

    @Operation(
            summary = "Build a read model anew from the first fact",
            description =
                    "Into tables of its own, while reports are answered from the present ones; compares both row by"
                            + " row, and then switches always, only if they are equal, or never. Recorded with the token's"
                            + " subject.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = RebuildView.Wanted.class)))
    @ApiResponse(
            responseCode = "202",
            description = "Recorded; Location is where its state can be read",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = RebuildView.class)))
    ResponseEntity<Object> rebuild(
            @Parameter(description = "The projection's name") String name,
            @Parameter(hidden = true) HttpServletRequest request,
            @Parameter(hidden = true) Authentication caller)
            throws IOException;

    @Operation(
            summary = "Build all read models anew",
            description = "As each by itself, but from one reading of the facts, which takes little longer than one.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = RebuildView.Wanted.class)))
    @ApiResponse(
            responseCode = "202",
            description = "Recorded",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = RebuildView.Asked.class)))
    ResponseEntity<Object> rebuildAll(
            @Parameter(hidden = true) HttpServletRequest request, @Parameter(hidden = true) Authentication caller)
            throws IOException;

    @Operation(summary = "Let the rebuild stand still, after the batch in hand")
    @ApiResponse(
            responseCode = "200",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = RebuildView.class)))
    ResponseEntity<Object> pause(
            @Parameter(description = "The projection's name") String name,
            @Parameter(hidden = true) HttpServletRequest request,
            @Parameter(hidden = true) Authentication caller);

    @Operation(summary = "Let the rebuild go on")
    @ApiResponse(
            responseCode = "200",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = RebuildView.class)))
    ResponseEntity<Object> resume(
            @Parameter(description = "The projection's name") String name,
            @Parameter(hidden = true) HttpServletRequest request,
            @Parameter(hidden = true) Authentication caller);

    @Operation(summary = "End the rebuild and drop what it has built; it cannot be resumed")
    @ApiResponse(
            responseCode = "200",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = RebuildView.class)))
    ResponseEntity<Object> cancel(
            @Parameter(description = "The projection's name") String name,
            @Parameter(hidden = true) HttpServletRequest request,
            @Parameter(hidden = true) Authentication caller);

    @Operation(summary = "The last rebuilds of a projection, the newest first; 20 at most")
    @ApiResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = RebuildView.History.class)))
    ResponseEntity<Object> rebuilds(
            @Parameter(description = "The projection's name") String name,
            @Parameter(hidden = true) HttpServletRequest request);

    @Operation(summary = "A rebuild: how far it is, and how the rows differ once they were compared")
    @ApiResponse(
            responseCode = "200",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = RebuildView.class)))
    ResponseEntity<Object> rebuild(
            @Parameter(description = "The projection's name") String name,
            @Parameter(description = "The rebuild's id", schema = @Schema(type = "integer")) String id,
            @Parameter(hidden = true) HttpServletRequest request);

    @Operation(summary = "The sets of tables of a projection, the newest first")
    @ApiResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = RebuildView.AllTables.class)))
    ResponseEntity<Object> generations(
            @Parameter(description = "The projection's name") String name,
            @Parameter(hidden = true) HttpServletRequest request);

    @Operation(summary = "Drop a set of tables that is not in use any more")
    @ApiResponse(responseCode = "204", description = "Dropped", content = @Content)
    ResponseEntity<Object> drop(
            @Parameter(description = "The projection's name") String name,
            @Parameter(description = "The generation's number", schema = @Schema(type = "integer")) String generation,
            @Parameter(hidden = true) HttpServletRequest request,
            @Parameter(hidden = true) Authentication caller);
}
