package org.muster.cli;

import java.io.PrintWriter;
import java.util.List;
import org.muster.cli.access.ExitCode;
import org.muster.cli.access.NotPermittedException;
import org.muster.cli.access.ProblemException;
import org.muster.cli.access.UnavailableException;
import org.muster.cli.access.UsageException;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;

/** Says on standard error what went wrong, and gives the exit code for it. */
final class Failures implements CommandLine.IExecutionExceptionHandler {

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, CommandLine.ParseResult parsed)
            throws Exception {
        PrintWriter err = command.getErr();
        return switch (failure) {
            case ProblemException problem -> {
                print(problem, command.getParseResult().matchedOptionValue("--json", false), err);
                yield ExitCode.of(problem.status());
            }
            case UsageException usage -> {
                err.println("muster: " + usage.getMessage());
                yield ExitCode.USAGE;
            }
            case NotPermittedException refused -> {
                err.println("muster: " + refused.getMessage());
                yield ExitCode.NOT_PERMITTED;
            }
            case UnavailableException unavailable -> {
                err.println("muster: " + unavailable.getMessage());
                yield ExitCode.UNAVAILABLE;
            }
            default -> {
                // Only its kind and place: a message may repeat what was sent.
                err.println("muster: a fault of this program: "
                        + failure.getClass().getName()
                        + List.of(failure.getStackTrace()).stream()
                                .limit(1)
                                .map(frame -> " at " + frame)
                                .toList());
                yield ExitCode.BUG;
            }
        };
    }

    private static void print(ProblemException failure, boolean json, PrintWriter err) {
        JsonNode problem = failure.problem();
        if (json && !problem.isEmpty()) {
            err.println(problem);
            return;
        }
        err.println("muster: %s (%d)%s"
                .formatted(failure.getMessage(), failure.status(), text(": ", problem.path("title"))));
        if (problem.path("detail").isString()) {
            err.println("  " + problem.path("detail").stringValue());
        }
        problem.path("errors")
                .valueStream()
                .forEach(error -> err.println("  %s: %s"
                        .formatted(
                                error.path("field").asString(""),
                                error.path("message").asString(""))));
        problem.path("details")
                .propertyStream()
                .forEach(detail -> err.println("  " + detail.getKey() + ": " + detail.getValue()));
    }

    private static String text(String before, JsonNode text) {
        return text.isString() ? before + text.stringValue() : "";
    }
}
