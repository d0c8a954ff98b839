package org.muster.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.muster.cli.access.Connection;
import org.muster.cli.access.ExitCode;
import org.muster.cli.access.MusterClient;
import org.muster.cli.access.UnavailableException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code muster history}: events as they were recorded. */
@Command(
        name = "history",
        description = "Prints the events that concern something, in the order in which they were recorded.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  muster history mission:UNTAC",
            "  muster history volunteer:V-17 mission:UNTAC              # events that carry both tags",
            "  muster history mission:UNMISS --follow                   # and what comes",
            "  muster history --after 70000 --json | jq .data"
        })
final class HistoryCommand implements Callable<Integer> {

    private static final JsonMapper JSON = JsonMapper.shared();

    @Spec
    private CommandSpec spec;

    @Mixin
    private Connection connection;

    @Parameters(paramLabel = "TAG", arity = "0..*", description = "key:value; several: all of them are carried")
    private List<String> tags = List.of();

    @Option(names = "--type", paramLabel = "TYPE", split = ",", description = "Only events of these types")
    private List<String> types = List.of();

    @Option(names = "--after", paramLabel = "POSITION", description = "Begin after this position")
    private Long after;

    @Option(names = "--limit", paramLabel = "EVENTS", description = "At most so many")
    private Long limit;

    @Option(names = "--follow", description = "Go on with what is recorded meanwhile, until the token ends")
    private boolean follow;

    @Option(names = "--json", description = "Print one JSON object a line")
    private boolean json;

    @Override
    public Integer call() {
        List<String> query = new ArrayList<>();
        tags.forEach(tag -> query.add(parameter("tag", tag)));
        if (!types.isEmpty()) {
            query.add(parameter("types", String.join(",", types)));
        }
        if (after != null) {
            query.add(parameter("after", after.toString()));
        }
        if (limit != null) {
            query.add(parameter("limit", limit.toString()));
        }
        if (follow) {
            query.add(parameter("follow", "true"));
        }
        MusterClient client = connection.client();
        PrintWriter out = spec.commandLine().getOut();
        try (InputStream body = client.stream(
                        client.commandSide("/audit/events" + (query.isEmpty() ? "" : "?") + String.join("&", query))
                                .header("Accept", "application/x-ndjson")
                                .GET());
                BufferedReader lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null && !out.checkError(); line = lines.readLine()) {
                if (!line.isBlank()) {
                    out.println(json ? line : readable(JSON.readTree(line)));
                }
            }
        } catch (IOException | JacksonException e) {
            throw new UnavailableException("the answer broke off", e);
        }
        return ExitCode.OK;
    }

    private static String readable(JsonNode event) {
        return "%8d  %s  %s  %s"
                .formatted(
                        event.path("position").asLong(),
                        event.path("time").asString(""),
                        event.path("type").asString(""),
                        event.path("data"));
    }

    private static String parameter(String name, String value) {
        return name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
