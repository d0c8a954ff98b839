package org.muster.commandside.adapter.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.muster.commandside.adapter.security.Callers;
import org.muster.commandside.intake.CommandIntake;
import org.muster.commandside.intake.CommandResult;
import org.springframework.http.MediaType;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code POST /commands} with newline-delimited JSON: many commands, each answered by a line, in order, while the request
 * is still being read. A bad line is answered by its own error; the rest goes on.
 *
 * <p>The request is read no faster than its answers are taken: who sends without reading is stopped, not buffered.
 */
@RestController
class BulkController {

    private final CommandIntake intake;
    private final HttpLimits limits;
    private final Semaphore requests;

    BulkController(CommandIntake intake, HttpLimits limits) {
        this.intake = intake;
        this.limits = limits;
        this.requests = new Semaphore(limits.bulkRequestsMax());
    }

    @PostMapping(
            path = "/commands",
            consumes = MediaType.APPLICATION_NDJSON_VALUE,
            produces = MediaType.APPLICATION_NDJSON_VALUE)
    void commands(HttpServletRequest request, HttpServletResponse response, Authentication caller) throws IOException {
        if (!requests.tryAcquire()) {
            throw Problems.of(new CommandResult.Overloaded()).exception();
        }
        try {
            response.setContentType(MediaType.APPLICATION_NDJSON_VALUE);
            response.setCharacterEncoding("UTF-8");
            Optional<String> traceparent = CommandController.traceparent(request);
            new BulkRun(intake, limits, Callers.of(caller), traceparent, response.getOutputStream())
                    .run(new LineReader(request.getInputStream(), limits.commandBytesMax()));
        } finally {
            requests.release();
        }
    }
}
