package org.muster.commandside.audit.page;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.muster.commandside.adapter.axon.history.HistoryEvent;
import org.muster.events.Tag;
import org.springframework.web.util.HtmlUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Writes events as one HTML document that needs nothing else: it can be kept, printed and sent. */
final class HistoryPage {

    static final String STYLE =
            "body{font:15px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:72rem;padding:0 1rem}"
                    + "table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.4rem .8rem;"
                    + "border-bottom:1px solid #ccc}th{position:sticky;top:0;background:#fff}td small{color:#555}"
                    + "del{color:#a00}ins{color:#060;text-decoration:none}";

    private static final JsonMapper JSON = JsonMapper.shared();

    private HistoryPage() {}

    /**
     * The document.
     *
     * @param events oldest first
     * @param more whether there are events after these
     */
    static String of(Tag subject, List<HistoryEvent> events, boolean more) {
        StringBuilder page = new StringBuilder("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>")
                .append(text(subject.toString()))
                .append(" – history</title><style>")
                .append(STYLE)
                .append("</style></head><body><h1>History of ")
                .append(text(subject.key()))
                .append(' ')
                .append(text(subject.value()))
                .append("</h1><p>")
                .append(events.size())
                .append(more ? " events; there are more." : " events.")
                .append(" Oldest first. Sealed data are not shown.</p><table><thead><tr>")
                .append("<th scope=\"col\">Effective</th><th scope=\"col\">What</th><th scope=\"col\">Details</th>")
                .append("<th scope=\"col\">By</th><th scope=\"col\">Recorded</th></tr></thead><tbody>");
        events.forEach(event -> row(event, page));
        return page.append("</tbody></table></body></html>\n").toString();
    }

    private static void row(HistoryEvent event, StringBuilder page) {
        page.append("<tr><td>")
                .append(event.effectiveOn())
                .append("</td><td>")
                .append(text(words(event.type())))
                .append("</td><td>")
                .append(details(JSON.readTree(event.data())))
                .append("</td><td>")
                .append(text(event.person() == null ? event.principal() : event.person()));
        if (event.person() != null) {
            page.append(" <small>through ").append(text(event.principal())).append("</small>");
        }
        small(page, event.commandName());
        small(page, event.channel());
        small(page, event.cause() == null ? null : "follows event " + event.cause());
        page.append("</td><td>")
                .append(event.recordedAt())
                .append("<br><small>position ")
                .append(event.position());
        page.append("</small>");
        small(page, event.commandId() == null ? null : "command " + event.commandId());
        small(page, event.traceparent() == null ? null : "trace " + event.traceparent());
        page.append("</td></tr>\n");
    }

    private static void small(StringBuilder page, String value) {
        if (value != null) {
            page.append("<br><small>").append(text(value)).append("</small>");
        }
    }

    /** {@code muster.volunteer.assignment-ended.v1}: Volunteer assignment ended. */
    static String words(String type) {
        String[] parts = type.split("\\.");
        String sentence = parts[1] + " " + parts[2].replace('-', ' ');
        return Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
    }

    /** What changed stands as before and after, where the event says both. */
    private static String details(JsonNode data) {
        if (data.has("field") && (data.has("before") || data.has("after"))) {
            return text(data.path("field").asString()) + ": <del>" + value(data.path("before")) + "</del> → <ins>"
                    + value(data.path("after")) + "</ins>" + rest(data, List.of("field", "before", "after"));
        }
        return rest(data, List.of()).replaceFirst("^<br>", "");
    }

    private static String rest(JsonNode data, List<String> shown) {
        return data.properties().stream()
                .filter(member -> !shown.contains(member.getKey()))
                .map(HistoryPage::member)
                .collect(Collectors.joining());
    }

    private static String member(Map.Entry<String, JsonNode> member) {
        return "<br>" + text(member.getKey()) + ": " + value(member.getValue());
    }

    private static String value(JsonNode value) {
        if (value.has("ciphertext")) {
            return "<em>sealed</em>";
        }
        if (value.isMissingNode() || value.isNull()) {
            return "–";
        }
        return text(value.isValueNode() ? value.asString() : value.toString());
    }

    private static String text(String text) {
        return text == null ? "" : HtmlUtils.htmlEscape(text, "UTF-8");
    }
}
