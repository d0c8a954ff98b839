package org.muster.queryside.report.render;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.muster.queryside.report.Answer;
import org.muster.queryside.report.Column;
import org.muster.queryside.report.ReportDescription;
import org.muster.queryside.report.Stamp;

/**
 * An answer and what it is an answer to: what every form of it says.
 *
 * @param asked the values that the answer holds for, by parameter; days and months as they were understood
 */
public record Rendered(ReportDescription report, Map<String, Object> asked, Stamp stamp, Answer answer) {

    private static final String ROSTER = "/reports/roster";

    public Rendered {
        asked = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(asked));
    }

    /** What says as of when and for what an answer holds: the same names in every form. */
    Map<String, Object> about() {
        Map<String, Object> about = new LinkedHashMap<>(asked);
        about.put("knownAt", stamp.knownAt());
        about.put("position", stamp.position());
        about.put("definition", report.definition());
        return about;
    }

    /** A URI template (RFC 6570) over a row's columns; null where a row cannot be explained. */
    String why() {
        if (answer.why().isEmpty()) {
            return null;
        }
        StringBuilder template = new StringBuilder(ROSTER).append("?knownAt=").append(stamp.position());
        asked.forEach((name, value) -> {
            if (!answer.why().contains(name)
                    && !List.of("from", "to", "groupBy").contains(name)) {
                template.append('&').append(name).append('=').append(encoded(value));
            }
        });
        return template.append("{&")
                .append(String.join(",", answer.why()))
                .append('}')
                .toString();
    }

    /** The name of a file that holds it, without what the form adds. */
    String fileName() {
        StringBuilder name = new StringBuilder("muster-").append(report.name());
        asked.forEach((parameter, value) ->
                name.append('-').append(parameter).append('-').append(value));
        return name.append("-position-").append(stamp.position()).toString().replaceAll("[^A-Za-z0-9._-]", "_");
    }

    List<String> names() {
        return answer.columns().stream().map(Column::name).toList();
    }

    private static String encoded(Object value) {
        return URLEncoder.encode(value.toString(), StandardCharsets.UTF_8);
    }
}
