package org.muster.benchmark.suite;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.muster.benchmark.kit.RunnerProcess;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The suite's side of the conversation with one runner's process; see {@link RunnerProcess}. */
final class RunnerClient implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration END_MAX = Duration.ofSeconds(20);

    private final Process process;
    private final BufferedWriter requests;
    private final BufferedReader answers;

    /**
     * Starts the process.
     *
     * @param log where everything but answers goes
     */
    RunnerClient(List<String> command, Path directory, Path log) throws IOException {
        process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        requests = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
        answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /**
     * Asks and waits for the answer.
     *
     * @throws RunnerFailedException if the runner says so, ends, or does not answer in time
     */
    JsonNode ask(Map<String, ?> request, Duration timeout) throws InterruptedException {
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        Thread reader = Thread.startVirtualThread(() -> {
            try {
                requests.write(JSON.writeValueAsString(request));
                requests.newLine();
                requests.flush();
                answer.complete(nextAnswer());
            } catch (IOException e) {
                answer.completeExceptionally(e);
            }
        });
        try {
            JsonNode node = answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            if (!node.get("ok").asBoolean()) {
                throw new RunnerFailedException(node.get("error").asString());
            }
            return node.get("result");
        } catch (TimeoutException e) {
            reader.interrupt();
            process.destroyForcibly();
            throw new RunnerFailedException("no answer to " + request.get("do") + " within " + timeout);
        } catch (ExecutionException e) {
            throw new RunnerFailedException(String.valueOf(e.getCause().getMessage()));
        }
    }

    private JsonNode nextAnswer() throws IOException {
        for (String line = answers.readLine(); line != null; line = answers.readLine()) {
            if (line.startsWith(RunnerProcess.ANSWER)) {
                return JSON.readTree(line.substring(RunnerProcess.ANSWER.length()));
            }
        }
        throw new IOException("the runner ended; its log says why");
    }

    /** Ends the process: by closing its input, by force when that does not help. */
    @Override
    public void close() {
        try {
            requests.close();
        } catch (IOException e) {
            if (process.isAlive()) {
                throw new UncheckedIOException(e);
            }
        } finally {
            end();
        }
    }

    private void end() {
        try {
            if (!process.waitFor(END_MAX.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
