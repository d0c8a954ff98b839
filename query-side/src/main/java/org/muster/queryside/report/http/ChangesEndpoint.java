package org.muster.queryside.report.http;

import io.swagger.v3.oas.models.media.JsonSchema;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.muster.queryside.report.Changes;
import org.muster.queryside.report.KnownAt;
import org.muster.queryside.report.Report;
import org.muster.queryside.report.ReportDescription;
import org.muster.queryside.report.render.Rendered;
import org.muster.web.parameters.DeclaredParameter;
import org.muster.web.parameters.DeclaresParameters;
import org.muster.web.parameters.ParameterFormat;
import org.muster.web.problem.FieldError.Place;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/** What a report said then and what it says as known later: the rows that differ, and the events between. */
public final class ChangesEndpoint implements DeclaresParameters {

    /** Two moments of knowing. */
    record Between(KnownAt earlier, KnownAt later) {

        static Optional<Between> parse(String text) {
            String[] parts = text.split(",", -1);
            return parts.length != 2
                    ? Optional.empty()
                    : KnownAt.parse(parts[0])
                            .flatMap(earlier -> KnownAt.parse(parts[1]).map(later -> new Between(earlier, later)));
        }
    }

    static final DeclaredParameter<Between> KNOWN_AT = new DeclaredParameter<>(
            Place.query,
            "knownAt",
            true,
            new ParameterFormat<>(
                    Between.class,
                    Between::parse,
                    "must be two instants or positions with a comma between",
                    new JsonSchema().typesItem("string")),
            "Two instants or positions, separated by a comma: what was known then, and what later");

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Report report;
    private final ReportReader reader;
    private final List<DeclaredParameter<?>> parameters;

    ChangesEndpoint(Report report, ReportReader reader) {
        this.report = report;
        this.reader = reader;
        this.parameters = parametersOf(report.description());
    }

    static List<DeclaredParameter<?>> parametersOf(ReportDescription report) {
        return Stream.concat(report.parameters().stream(), Stream.<DeclaredParameter<?>>of(KNOWN_AT))
                .toList();
    }

    @Override
    public List<DeclaredParameter<?>> parameters() {
        return parameters;
    }

    /** Answers a request. */
    public void answer(HttpServletRequest request, HttpServletResponse response)
            throws IOException, InterruptedException {
        Map<String, Object> given = ReportEndpoint.given(parameters, request);
        Between between = (Between) given.remove(KNOWN_AT.name());
        Rendered earlier = read(given, between.earlier());
        Rendered later = read(given, between.later());

        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("report", report.description().name());
        answer.putAll(later.asked());
        answer.put("definition", report.description().definition());
        answer.put("earlier", known(earlier));
        answer.put("later", known(later));
        answer.put("changes", Changes.between(earlier.answer(), later.answer()));
        ReportReader.EventsBetween events = reader.eventsBetween(
                report, given, earlier.stamp().position(), later.stamp().position());
        answer.put("events", events.events());
        answer.put("moreEvents", events.more());
        response.setHeader(HttpHeaders.CACHE_CONTROL, "private, no-cache");
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.getOutputStream().write(JSON.writeValueAsBytes(answer));
    }

    private static Map<String, Object> known(Rendered rendered) {
        Map<String, Object> known = new LinkedHashMap<>();
        known.put("knownAt", rendered.stamp().knownAt());
        known.put("position", rendered.stamp().position());
        known.put("total", rendered.answer().members().get("total"));
        return known;
    }

    private Rendered read(Map<String, Object> given, KnownAt knownAt) throws InterruptedException {
        return reader.read(report, given, knownAt, Optional.empty(), (stamp, today, tables) -> true)
                .orElseThrow()
                .rendered();
    }
}
