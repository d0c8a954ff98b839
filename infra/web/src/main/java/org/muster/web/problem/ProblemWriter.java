package org.muster.web.problem;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/** Writes problems where no controller runs: in filters, and in Tomcat. */
public final class ProblemWriter {

    static final MediaType MEDIA_TYPE = MediaType.APPLICATION_PROBLEM_JSON;
    static final String RETRY_AFTER_SECONDS = "1";

    private static final JsonMapper JSON = JsonMapper.shared();

    private ProblemWriter() {}

    /** Writes a problem as the whole answer, unless one has begun. The body of an answer to HEAD is left out by the server. */
    public static void write(Problem problem, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (response.isCommitted()) {
            return;
        }
        response.resetBuffer();
        response.setStatus(problem.getStatus());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        if (problem.isTemporary() && !response.containsHeader("Retry-After")) {
            response.setHeader("Retry-After", RETRY_AFTER_SECONDS);
        }
        byte[] body = JSON.writeValueAsBytes(problem);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    static String text(Problem problem) {
        return JSON.writeValueAsString(problem);
    }
}
