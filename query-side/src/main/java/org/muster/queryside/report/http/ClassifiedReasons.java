package org.muster.queryside.report.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.muster.queryside.readmodel.assignments.Assignment;
import org.muster.queryside.relay.CommandSide;
import org.muster.queryside.relay.CommandSide.RefusedException;
import org.muster.queryside.report.Answer;
import org.muster.queryside.report.Column;
import org.muster.queryside.report.ReportDescription.Access;
import org.muster.queryside.report.render.Rendered;
import org.muster.readmodels.AsKnownAt;
import org.muster.web.problem.ProblemException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Shows the restricted roster's reader which classified reason an assignment ended for. Only the command side can open it: it is asked
 * with the reader's own token, so it judges and records the access, and read models hold nothing that an erasure would have to find.
 * Without an answer the reason stays undisclosed.
 */
@Component
class ClassifiedReasons {

    private static final Logger log = LoggerFactory.getLogger(ClassifiedReasons.class);

    /** As many as the command side answers at once. */
    private static final int ASSIGNMENTS_MAX = 100;

    private static final int ANSWER_BYTES_MAX = 1_000_000;

    private static final TypeReference<Map<String, String>> BY_ASSIGNMENT = new TypeReference<>() {};

    private final CommandSide commandSide;

    ClassifiedReasons(CommandSide commandSide) {
        this.commandSide = commandSide;
    }

    /** Whether an answer has reasons that only the command side can open. */
    boolean isClosed(Rendered rendered) {
        return !closed(rendered).isEmpty();
    }

    /** The same answer, with the reasons that the reader may know. */
    Rendered opened(Rendered rendered) throws InterruptedException {
        List<String> closed = closed(rendered);
        if (closed.isEmpty()
                || !commandSide.isKnown()
                || !(SecurityContextHolder.getContext().getAuthentication() instanceof JwtAuthenticationToken reader)) {
            return rendered;
        }
        Map<String, String> known = asked(closed, rendered.stamp().asKnown(), reader.getToken());
        int assignment = column(rendered, "assignment");
        int reason = column(rendered, "separationReason");
        List<List<Object>> rows = new ArrayList<>();
        for (List<Object> row : rendered.answer().rows()) {
            List<Object> opened = new ArrayList<>(row);
            if (isClosed(row.get(reason))) {
                opened.set(reason, known.getOrDefault(String.valueOf(row.get(assignment)), (String) row.get(reason)));
            }
            rows.add(opened);
        }
        Answer answer = rendered.answer();
        return new Rendered(
                rendered.report(),
                rendered.asked(),
                rendered.stamp(),
                new Answer(answer.columns(), rows, answer.members(), answer.why(), answer.more()));
    }

    private static List<String> closed(Rendered rendered) {
        int assignment = column(rendered, "assignment");
        int reason = column(rendered, "separationReason");
        if (rendered.report().access() != Access.ROSTER || assignment < 0 || reason < 0) {
            return List.of();
        }
        return rendered.answer().rows().stream()
                .filter(row -> isClosed(row.get(reason)))
                .map(row -> String.valueOf(row.get(assignment)))
                .toList();
    }

    private static boolean isClosed(Object reason) {
        return Assignment.UNDISCLOSED.equals(reason);
    }

    private static int column(Rendered rendered, String name) {
        return rendered.answer().columns().stream().map(Column::name).toList().indexOf(name);
    }

    private Map<String, String> asked(List<String> assignments, long knownAt, Jwt token) throws InterruptedException {
        Map<String, String> known = new HashMap<>();
        try {
            for (int from = 0; from < assignments.size(); from += ASSIGNMENTS_MAX) {
                List<String> some = assignments.subList(from, Math.min(from + ASSIGNMENTS_MAX, assignments.size()));
                Map<String, String[]> query = new HashMap<>(Map.of("assignment", some.toArray(String[]::new)));
                if (knownAt != AsKnownAt.NOW) {
                    query.put("knownAt", new String[] {Long.toString(knownAt)});
                }
                try (InputStream answer =
                        commandSide.get("/roster/separation-reasons", query, token, MediaType.APPLICATION_JSON_VALUE)) {
                    known.putAll(JsonMapper.shared().readValue(answer.readNBytes(ANSWER_BYTES_MAX), BY_ASSIGNMENT));
                }
            }
        } catch (ProblemException | RefusedException | IOException | JacksonException unanswered) {
            log.debug("Classified reasons stay undisclosed", unanswered);
        }
        return known;
    }
}
