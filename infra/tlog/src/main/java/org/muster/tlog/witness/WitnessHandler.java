package org.muster.tlog.witness;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.muster.tlog.note.SignedNote;

/** A witness on the JDK's own HTTP server: {@code /add-checkpoint} and {@code /<origin hash>/checkpoint}. */
public final class WitnessHandler implements HttpHandler {

    private static final Pattern CHECKPOINT = Pattern.compile("/([0-9a-f]{64})/checkpoint");
    private static final String TEXT = "text/plain; charset=utf-8";

    private final Witness witness;

    public WitnessHandler(Witness witness) {
        this.witness = witness;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            try {
                answer(exchange);
            } catch (IOException e) {
                send(exchange, 503, TEXT, "the witness cannot read the request, or read or write its record\n");
            }
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        Matcher checkpoint = CHECKPOINT.matcher(path);
        if (path.equals("/add-checkpoint")) {
            if (isMethod(exchange, "POST")) {
                addCheckpoint(exchange);
            }
        } else if (checkpoint.matches()) {
            if (isMethod(exchange, "GET")) {
                Optional<SignedNote> latest = witness.latest(checkpoint.group(1));
                String text = latest.map(note -> new String(note.bytes(), StandardCharsets.UTF_8))
                        .orElse("no checkpoint of that log was cosigned here\n");
                send(exchange, latest.isPresent() ? 200 : 404, TEXT, text);
            }
        } else {
            send(exchange, 404, TEXT, "a witness has /add-checkpoint and /<origin hash>/checkpoint\n");
        }
    }

    private void addCheckpoint(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(SignedNote.BYTES_MAX + 1);
        if (body.length > SignedNote.BYTES_MAX) {
            send(exchange, 413, TEXT, "a request has at most " + SignedNote.BYTES_MAX + " bytes\n");
            return;
        }
        WitnessAnswer answer = witness.addCheckpoint(body);
        send(exchange, answer.status(), answer.contentType(), answer.body());
    }

    private static boolean isMethod(HttpExchange exchange, String method) throws IOException {
        if (exchange.getRequestMethod().equals(method)) {
            return true;
        }
        exchange.getResponseHeaders().set("Allow", method);
        send(exchange, 405, TEXT, "only " + method + "\n");
        return false;
    }

    private static void send(HttpExchange exchange, int status, String contentType, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", contentType);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
