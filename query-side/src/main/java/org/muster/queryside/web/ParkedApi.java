package org.muster.queryside.web;

import static io.swagger.v3.oas.annotations.enums.ParameterIn.QUERY;

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

/** What {@link Parked} promises: the source of {@code /v3/api-docs}. */
@ApiResponse(
        responseCode = "400",
        description = "INVALID: each wrong field is named in errors; MALFORMED_REQUEST: the body is not JSON",
        content = @Content(mediaType = "application/problem+json", schema = @Schema(implementation = Problem.class)))
@ApiResponse(
        responseCode = "404",
        description = "PROJECTION_UNKNOWN, NOT_PARKED",
        content = @Content(mediaType = "application/problem+json", schema = @Schema(implementation = Problem.class)))
@ApiResponse(
        responseCode = "503",
        description = "UNAVAILABLE: the database is away; nothing was done",
        content = @Content(mediaType = "application/problem+json", schema = @Schema(implementation = Problem.class)))
interface ParkedApi {

    @Operation(
            summary = "What a projection could not take in",
            description =
                    "Subjects whose facts queue, and those facts with cause and payload; 100 subjects and 50 facts"
                            + " at most, those parked first first.")
    @Parameter(name = "subject", in = QUERY, description = "Only this one's facts", schema = @Schema(type = "string"))
    @ApiResponse(
            responseCode = "200",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = ParkedView.class)))
    ResponseEntity<Object> parked(
            @Parameter(description = "The projection's name") String name,
            @Parameter(hidden = true) HttpServletRequest request);

    @Operation(summary = "What people did about parked facts, the last first; 100 acts at most")
    @ApiResponse(
            responseCode = "200",
            content =
                    @Content(mediaType = "application/json", schema = @Schema(implementation = ParkedView.Acts.class)))
    ResponseEntity<Object> acts(
            @Parameter(description = "The projection's name") String name,
            @Parameter(hidden = true) HttpServletRequest request);

    @Operation(
            summary = "Apply a subject's queue, in order",
            description =
                    "In one transaction, the way live facts are applied. Stops at the first fact that fails again;"
                            + " if none does, the subject's facts flow again. Recorded with the token's subject.")
    @ApiResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = ParkedView.Retried.class)))
    ResponseEntity<Object> retry(
            @Parameter(description = "The projection's name") String name,
            @Parameter(description = "The subject, for instance mission:UNTAC") String subject,
            @Parameter(hidden = true) HttpServletRequest request,
            @Parameter(hidden = true) Authentication caller);

    @Operation(
            summary = "Give one parked fact up",
            description = "It will never be in this read model unless that is rebuilt. The others of its subject stay"
                    + " until they are retried. Recorded with the token's subject and the reason.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = ParkedView.Reason.class)))
    @ApiResponse(responseCode = "204", description = "Discarded", content = @Content)
    ResponseEntity<Object> discard(
            @Parameter(description = "The projection's name") String name,
            @Parameter(description = "The parked fact's position", schema = @Schema(type = "integer", format = "int64"))
                    String position,
            @Parameter(hidden = true) HttpServletRequest request,
            @Parameter(hidden = true) Authentication caller)
            throws IOException;
}
