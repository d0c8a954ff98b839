package org.muster.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.muster.cli.access.Connection;
import org.muster.cli.access.ExitCode;
import org.muster.cli.access.MusterClient;
import org.muster.cli.access.UnavailableException;
import org.muster.cli.access.UsageException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** {@code muster get}: a report. */
@Command(
        name = "get",
        description = "Prints a report; without a name, lists all reports.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  muster get                                                     # which there are, and what they take",
            "  muster get headcount --on 2013-12-31 -p mission=UNMISS",
            "  muster get headcount --on 2013-12-31 --known-at 2014-02-01T00:00:00Z --format json",
            "  muster get headcount --position 70123                          # read your own write"
        })
final class GetCommand implements Callable<Integer> {

    /** Forms that Accept asks for: without the byte order mark that spreadsheets want. */
    private static final Map<String, String> MEDIA_TYPES = Map.of("csv", "text/csv", "json", "application/json");

    @Spec
    private CommandSpec spec;

    @Mixin
    private Connection connection;

    @Parameters(index = "0", arity = "0..1", paramLabel = "REPORT", description = "Its name, such as headcount")
    private Optional<String> name = Optional.empty();

    @Option(names = "--on", paramLabel = "DATE", description = "As of this day")
    private String on;

    @Option(names = "--known-at", paramLabel = "TIME", description = "As known at an instant or a position")
    private String knownAt;

    @Option(
            names = "--format",
            paramLabel = "FORM",
            defaultValue = "csv",
            description = "csv (default), json, ndjson, hxl, xlsx or arrow")
    private String format;

    @Option(names = "--position", paramLabel = "POSITION", description = "Wait until this position is in the report")
    private Long position;

    @Option(
            names = {"-p", "--parameter"},
            paramLabel = "NAME=VALUE",
            description = "Any other parameter of the report")
    private Map<String, String> parameters = new LinkedHashMap<>();

    @Override
    public Integer call() {
        MusterClient client = connection.client();
        JsonNode reports = client.json(client.querySide("/reports").GET());
        if (name.isEmpty()) {
            list(reports, spec.commandLine().getOut());
            return ExitCode.OK;
        }
        JsonNode report = reports.valueStream()
                .filter(one -> one.path("name").asString("").equals(name.get()))
                .findFirst()
                .orElseThrow(() -> new UsageException("there is no such report; see muster get"));
        HttpRequest.Builder request = client.querySide(address(report)).GET();
        if (MEDIA_TYPES.containsKey(format)) {
            request.header("Accept", MEDIA_TYPES.get(format));
        }
        if (position != null) {
            request.header("Muster-Position", position.toString());
        }
        try (InputStream body = client.stream(request)) {
            body.transferTo(System.out);
            System.out.flush();
        } catch (IOException e) {
            throw new UnavailableException("the report broke off", e);
        }
        return ExitCode.OK;
    }

    private String address(JsonNode report) {
        Map<String, String> query = new LinkedHashMap<>(parameters);
        if (on != null) {
            query.put("on", on);
        }
        if (knownAt != null) {
            query.put("knownAt", knownAt);
        }
        if (!MEDIA_TYPES.containsKey(format)) {
            query.put("format", format);
        }
        String path = report.path("path").asString("");
        for (JsonNode parameter : report.path("parameters")) {
            String field = parameter.path("name").asString("");
            if (parameter.path("in").asString("").equals("path")) {
                String value = Optional.ofNullable(query.remove(field))
                        .orElseThrow(() -> new UsageException("%s needs -p %s=…".formatted(name.get(), field)));
                path = path.replace("{" + field + "}", encoded(value));
            }
        }
        return path
                + (query.isEmpty() ? "" : "?")
                + query.entrySet().stream()
                        .map(it -> encoded(it.getKey()) + "=" + encoded(it.getValue()))
                        .collect(Collectors.joining("&"));
    }

    private static void list(JsonNode reports, PrintWriter out) {
        for (JsonNode report : reports) {
            out.println(report.path("name").asString("") + "  "
                    + report.path("title").asString(""));
            report.path("parameters")
                    .valueStream()
                    .filter(parameter -> !parameter.path("in").asString("").equals("header"))
                    .forEach(parameter -> out.println("    %s%s  %s"
                            .formatted(
                                    parameter.path("name").asString(""),
                                    parameter.path("required").asBoolean() ? " (required)" : "",
                                    parameter.path("description").asString(""))));
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
