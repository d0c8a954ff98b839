package org.muster.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.muster.benchmark.kit.RunnerProcess;
import org.muster.benchmark.kit.RunnerProcess.Request;
import org.muster.benchmark.kit.RunnerProcess.Result;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The suite's side of {@link RunnerProcess}: a process for each request. */
public final class RunnerProcesses {

    private static final JsonMapper JSON = JsonMapper.builder()
            // Runners on Node leave out what they do not measure.
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private final Launcher launcher;

    public RunnerProcesses(Launcher launcher) {
        this.launcher = launcher;
    }

    /** A runner could not do what it was asked; the table says so and the suite goes on with the next. */
    public static final class FailedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private FailedException(String message) {
            super(message);
        }
    }

    /**
     * Starts a process for each request at once and waits for all.
     *
     * @param name of their log
     * @throws FailedException if one cannot, ends without a result, or needs longer than it may
     */
    public List<Result> run(List<String> command, String name, List<Request> requests, Duration timeMax)
            throws IOException, InterruptedException {
        List<Process> processes = new ArrayList<>();
        try {
            for (Request request : requests) {
                Process process = launcher.start(command, name, true);
                processes.add(process);
                try (OutputStream input = process.getOutputStream()) {
                    input.write(JSON.writeValueAsBytes(request));
                }
            }
            Thread watch = Thread.startVirtualThread(() -> end(processes, timeMax));
            List<Result> results = new ArrayList<>();
            for (Process process : processes) {
                results.add(result(process));
            }
            watch.interrupt();
            return results;
        } finally {
            for (Process process : processes) {
                process.destroyForcibly().waitFor();
            }
        }
    }

    /** Ends those that take too long, so that their output ends. */
    private static void end(List<Process> processes, Duration timeMax) {
        try {
            TimeUnit.MILLISECONDS.sleep(timeMax.toMillis());
            processes.forEach(Process::destroyForcibly);
        } catch (InterruptedException allEnded) {
            Thread.currentThread().interrupt();
        }
    }

    private static Result result(Process process) throws IOException {
        try (BufferedReader lines = process.inputReader()) {
            Result result = lines.lines()
                    .filter(line -> line.startsWith(RunnerProcess.RESULT))
                    .map(line -> JSON.readValue(line.substring(RunnerProcess.RESULT.length()), Result.class))
                    .findFirst()
                    .orElseThrow(() -> new FailedException("it ended without a result; its log says why"));
            if (!result.problem().isEmpty()) {
                throw new FailedException(result.problem());
            }
            return result;
        }
    }
}
