package org.muster.commandside.adapter.bulk;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.muster.commandside.adapter.http.CommandProblem;
import org.muster.commandside.adapter.http.CommandResultBody;
import org.muster.commandside.adapter.http.HttpLimits;
import org.muster.commandside.adapter.http.Problems;
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
 * Decides the lines of one upload. The caller's thread reads and validates; each command is decided on a virtual thread as
 * soon as the {@link BulkScheduler} lets it; one more hands on the answers in the order of the lines. At most
 * {@link HttpLimits#bulkInFlightMax()} lines are between reading and answering.
 */
final class BulkRun {

    private static final Logger log = LoggerFactory.getLogger(BulkRun.class);

    /** How long a line waits for a place among all commands of this process before it is answered OVERLOADED. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private static final JsonMapper JSON = JsonMapper.shared();

    private final CommandIntake intake;
    private final Caller caller;
    private final Optional<String> traceparent;
    private final Answers answersTo;
    private final HttpLimits limits;
    private final boolean persistent;
    private final Semaphore places;
    private final BulkScheduler scheduler = new BulkScheduler();

    /** Bounded by {@link #places}. */
    private final BlockingQueue<Pending> answers = new LinkedBlockingQueue<>();

    private volatile boolean broken;

    private volatile boolean halted;

    /** Where answers go. */
    @FunctionalInterface
    interface Answers {

        /**
         * Takes an answer.
         *
         * @param line the number of the line that it answers
         * @param status as HTTP would say it
         * @param json one JSON object and a line's end
         */
        void take(long line, int status, byte[] json) throws IOException, InterruptedException;
    }

    /** @param persistent whether a line waits out what is temporary, instead of being answered with it */
    BulkRun(
            CommandIntake intake,
            HttpLimits limits,
            Caller caller,
            Optional<String> traceparent,
            boolean persistent,
            Answers answersTo) {
        this.persistent = persistent;
        this.intake = intake;
        this.limits = limits;
        this.caller = caller;
        this.traceparent = traceparent;
        this.answersTo = answersTo;
        this.places = new Semaphore(limits.bulkInFlightMax());
    }

    /** A line on its way to its answer; {@code answer} always completes normally. */
    private record Pending(long line, CompletableFuture<Map<String, Object>> answer) {
        static final Pending END = new Pending(0, CompletableFuture.completedFuture(null));
    }

    /**
     * Ends the run soon, from another thread: no further line is read, and a line that waits for something temporary is left
     * without an answer, and so are those behind it.
     */
    void halt() {
        halted = true;
    }

    /** Whether everything that was read got an answer, which was taken; asked when the run is over. */
    boolean isWhole() {
        return !broken && !halted;
    }

    /**
     * Reads, decides and answers every line. What was read is decided and answered, however the upload ends; an end before
     * its time is the last answer.
     *
     * @param lines to read; an IOException of theirs ends the upload
     * @param stop asked before each line: a problem ends the upload
     */
    void run(LineReader lines, Supplier<Optional<Problem>> stop) {
        Thread writer = Thread.ofVirtual().name("bulk-answers").start(this::hand);
        long last = 0;
        Optional<Problem> end = Optional.empty();
        try {
            Optional<LineReader.Line> line = lines.next();
            while (line.isPresent() && !broken && !halted) {
                end = stop.get();
                if (end.isPresent()) {
                    break;
                }
                last = line.get().number();
                if (!line.get().isBlank()) {
                    places.acquire();
                    answers.add(new Pending(last, begin(line.get())));
                }
                line = lines.next();
            }
        } catch (SlowUploadException slow) {
            end = Optional.of(Problem.of(WebProblem.REQUEST_TIMEOUT));
        } catch (IOException | RuntimeException cut) {
            log.debug("An upload broke off", cut);
            end = Optional.of(Problem.of(CommandProblem.UPLOAD_BROKEN));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            long after = last + 1;
            end.ifPresent(
                    problem -> answers.add(new Pending(after, CompletableFuture.completedFuture(failed(problem)))));
            answers.add(Pending.END);
            join(writer);
        }
    }

    private CompletableFuture<Map<String, Object>> begin(LineReader.Line line) {
        try {
            return line.bytes().isEmpty()
                    ? CompletableFuture.completedFuture(failed(Problem.tooLarge(limits.commandBytesMax())))
                    : begin(line.bytes().get());
        } catch (RuntimeException | StackOverflowError e) {
            // One line's failure is that line's answer: the others go on.
            SafeFailure.log(log, "Line " + line.number() + " of an upload failed", e);
            return CompletableFuture.completedFuture(failed(Problem.of(WebProblem.INTERNAL_ERROR)));
        }
    }

    private CompletableFuture<Map<String, Object>> begin(byte[] line) {
        return switch (BulkLine.parse(line, caller, traceparent)) {
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
            CommandResult result = intake.execute(command, PATIENCE);
            while (persistent && result instanceof CommandResult.Temporary) {
                if (halted) {
                    return Map.of();
                }
                Thread.sleep(RETRY_AFTER);
                result = intake.execute(command, PATIENCE);
            }
            return switch (result) {
                case CommandResult.Accepted accepted -> {
                    scheduler.accepted(command);
                    yield done(CommandResultBody.of(command.id(), accepted));
                }
                case CommandResult.NotAccepted notAccepted -> failed(Problems.of(notAccepted));
            };
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Map.of();
        } catch (RuntimeException | Error e) {
            // Errors too: a line without an answer would keep all lines behind it waiting.
            SafeFailure.log(log, command + " failed", e);
            return failed(Problem.of(WebProblem.INTERNAL_ERROR));
        }
    }

    private void hand() {
        try {
            Pending next = answers.take();
            while (next != Pending.END) {
                Map<String, Object> answer = next.answer().join();
                broken |= answer.isEmpty();
                if (!broken) {
                    hand(next.line(), answer);
                }
                places.release();
                next = answers.take();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void hand(long number, Map<String, Object> answer) throws InterruptedException {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("line", number);
        line.putAll(answer);
        byte[] json = JSON.writeValueAsBytes(line);
        byte[] whole = Arrays.copyOf(json, json.length + 1);
        whole[json.length] = '\n';
        try {
            answersTo.take(number, (Integer) answer.get("status"), whole);
        } catch (IOException e) {
            log.warn("Answers of an upload cannot be kept: {}", e.getClass().getSimpleName());
            broken = true;
        }
    }

    private static Map<String, Object> done(Map<String, Object> body) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("status", HttpStatus.OK.value());
        answer.putAll(body);
        return answer;
    }

    /** What is kept holds no name that is not ours. */
    private Map<String, Object> failed(Problem problem) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("status", problem.getStatus());
        answer.put("problem", persistent ? Problems.withoutStrangeNames(problem) : problem);
        return answer;
    }

    private static void join(Thread writer) {
        boolean interrupted = false;
        while (true) {
            try {
                writer.join();
                break;
            } catch (InterruptedException e) {
                interrupted = true; // the answers of what was begun are still handed on; each has its own time limit
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
