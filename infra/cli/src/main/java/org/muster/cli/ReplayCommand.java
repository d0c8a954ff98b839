package org.muster.cli;

import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.muster.cli.access.Connection;
import org.muster.cli.access.ExitCode;
import org.muster.cli.access.MusterClient;
import org.muster.cli.access.UnavailableException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** {@code muster audit replay}: the read models of a past point, built anew and compared. */
@Command(
        name = "replay",
        description = {
            "Builds all read models as of a point, beside the live ones, and asks every report of both:",
            "as it answers there, and as the live ones answer as known at that point."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:every report answers the same", "1:not so, and which do not"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  muster audit replay --to 70123 --client auditor",
            "  muster audit replay --to 2014-02-01T00:00:00Z --client auditor"
        })
final class ReplayCommand implements Callable<Integer> {

    private static final long LOOK_MILLIS = 500;

    @Spec
    private CommandSpec spec;

    @Mixin
    private Connection connection;

    @Option(names = "--to", required = true, paramLabel = "POINT", description = "A position, or an instant")
    private String to;

    @Override
    public Integer call() {
        MusterClient client = connection.client();
        JsonNode state =
                client.json(client.querySide("/audit/replays?to=" + URLEncoder.encode(to, StandardCharsets.UTF_8))
                        .POST(BodyPublishers.noBody()));
        long number = state.path("number").asLong();
        while (state.path("endedAt").isNull() || state.path("endedAt").isMissingNode()) {
            say(state);
            try {
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new UnavailableException("interrupted", e);
            }
            state = client.json(client.querySide("/audit/replays/" + number).GET());
        }
        say(state);
        state.path("differences")
                .forEach(difference -> spec.commandLine().getOut().println("DIFFERENT: " + difference.asString("")));
        if (!state.path("failure").isNull()) {
            spec.commandLine().getErr().println(state.path("failure").asString(""));
        }
        return state.path("phase").asString("").equals("EQUAL") ? ExitCode.OK : ExitCode.REFUSED;
    }

    private void say(JsonNode state) {
        spec.commandLine()
                .getOut()
                .printf(
                        "%s: %d of %d events, %d questions to %d reports%n",
                        state.path("phase").asString(""),
                        state.path("events").asLong(),
                        state.path("position").asLong(),
                        state.path("questions").asLong(),
                        state.path("reports").asLong());
    }
}
