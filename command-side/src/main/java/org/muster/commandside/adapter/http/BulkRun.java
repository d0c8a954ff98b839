package org.muster.commandside.adapter.http;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.muster.commandside.intake.Caller;
import org.muster.commandside.intake.CommandIntake;
import org.muster.commandside.intake.CommandResult;
import org.muster.commandside.intake.ValidatedCommand;
import org.muster.web.problem.Problem;
import org.muster.web.problem.SafeFailure;
import org.muster.web.problem.WebProblem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import tools.jackson.databind.json.JsonMapper;

/**
 * One bulk request. The request's own thread reads and validates; each command is decided on a virtual thread as soon as the
 * {@link BulkScheduler} lets it; one more writes the answers in the order of the lines. At most
 * {@link HttpLimits#bulkInFlightMax()} lines are between reading and writing.
 */
final class BulkRun {

    private static final Logger log = LoggerFactory.getLogger(BulkRun.class);

    /** How long a line waits for a place among all commands of this process before it is answered OVERLOADED. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final JsonMapper JSON = JsonMapper.shared();

    private final CommandIntake intake;
    private final Caller caller;
    private final Optional<String> traceparent;
    private final OutputStream out;
    private final HttpLimits limits;
    private final Semaphore places;
    private final BulkScheduler scheduler = new BulkScheduler();

    /** Bounded by {@link #places}. */
    private final BlockingQueue<Pending> answers = new LinkedBlockingQueue<>();

    private final AtomicReference<IOException> clientGone = new AtomicReference<>();

    BulkRun(CommandIntake intake, HttpLimits limits, Caller caller, Optional<String> traceparent, OutputStream out) {
        this.intake = intake;
        this.limits = limits;
        this.caller = caller;
        this.traceparent = traceparent;
        this.out = out;
        this.places = new Semaphore(limits.bulkInFlightMax());
    }

    /** A line on its way to its answer; {@code answer} always completes normally. Absent: there are no more lines. */
    private record Pending(long line, CompletableFuture<Map<String, Object>> answer) {
        static final Pending END = new Pending(0, CompletableFuture.completedFuture(null));
    }

    /**
     * Reads, decides and answers every line. Whatever was read is decided, also when the client goes away meanwhile.
     *
     * @throws IOException if the client went away
     */
    void run(LineReader lines) throws IOException {
        Thread writer = Thread.ofVirtual().name("bulk-writer").start(this::write);
        try {
            Optional<LineReader.Line> line = lines.next();
            while (line.isPresent() && clientGone.get() == null) {
                if (!line.get().isBlank()) {
                    places.acquire();
                    answers.add(new Pending(line.get().number(), begin(line.get())));
                }
                line = lines.next();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            answers.add(Pending.END);
            join(writer);
        }
        if (clientGone.get() != null) {
            throw clientGone.get();
        }
    }

    private CompletableFuture<Map<String, Object>> begin(LineReader.Line line) {
        if (line.bytes().isEmpty()) {
            return CompletableFuture.completedFuture(failed(Problem.tooLarge(limits.commandBytesMax())));
        }
        return switch (BulkLine.parse(line.bytes().get(), caller, traceparent)) {
            case BulkLine.Bad bad -> CompletableFuture.completedFuture(failed(bad.problem()));
            case BulkLine.Command command ->
                switch (intake.validate(command.envelope())) {
                    case CommandResult.Unacceptable unacceptable ->
                        CompletableFuture.completedFuture(failed(Problems.of(unacceptable)));
                    case ValidatedCommand validated -> begin(validated);
                };
        };
    }

    private CompletableFuture<Map<String, Object>> begin(ValidatedCommand command) {
        CompletableFuture<Map<String, Object>> answer = new CompletableFuture<>();
        CompletableFuture<Void> mayBegin = scheduler.enter(command, answer);
        Thread.ofVirtual().name("bulk-command").start(() -> {
            mayBegin.join();
            answer.complete(execute(command));
        });
        return answer;
    }

    private Map<String, Object> execute(ValidatedCommand command) {
        try {
            return switch (intake.execute(command, PATIENCE)) {
                case CommandResult.Accepted accepted -> {
                    scheduler.accepted(command);
                    yield done(CommandResultBody.of(command.id(), accepted));
                }
                case CommandResult.NotAccepted notAccepted -> failed(Problems.of(notAccepted));
            };
        } catch (RuntimeException | Error e) {
            // Errors too: a line without an answer would keep all lines behind it waiting.
            SafeFailure.log(log, command + " failed", e);
            return failed(Problem.of(WebProblem.INTERNAL_ERROR));
        }
    }

    private void write() {
        try {
            Pending next = answers.take();
            while (next != Pending.END) {
                Map<String, Object> answer = next.answer().join();
                if (clientGone.get() == null) {
                    write(next.line(), answer);
                }
                places.release();
                next = answers.take();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Map<String, Object> done(Map<String, Object> body) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("status", HttpStatus.OK.value());
        answer.putAll(body);
        return answer;
    }

    private static Map<String, Object> failed(Problem problem) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("status", problem.getStatus());
        answer.put("problem", problem);
        return answer;
    }

    private void write(long number, Map<String, Object> answer) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("line", number);
        line.putAll(answer);
        try {
            out.write(JSON.writeValueAsBytes(line));
            out.write('\n');
            Pending next = answers.peek();
            if (next == null || !next.answer().isDone()) {
                out.flush();
            }
        } catch (IOException e) {
            clientGone.set(e);
        }
    }

    private static void join(Thread writer) {
        boolean interrupted = false;
        while (true) {
            try {
                writer.join();
                break;
            } catch (InterruptedException e) {
                interrupted = true; // the answers of what was begun are still written; each has its own time limit
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
