package org.muster.commandside.adapter.bulk;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Supplier;
import org.muster.commandside.adapter.http.CommandProblem;
import org.muster.commandside.adapter.http.HttpLimits;
import org.muster.commandside.adapter.http.Problems;
import org.muster.commandside.intake.Caller;
import org.muster.commandside.intake.CommandResult;
import org.muster.commandside.intake.ValidatedCommand;
import org.muster.web.problem.Problem;
import org.muster.web.problem.SafeFailure;
import org.muster.web.problem.WebProblem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;

/**
 * Decides the lines of one upload, in their order. The caller's thread reads and validates. A second thread takes the lines
 * that have been read meanwhile, at most {@link HttpLimits#bulkInFlightMax()}, has them decided as one group, and hands on
 * their answers.
 */
final class BulkRun {

    private static final Logger log = LoggerFactory.getLogger(BulkRun.class);

    /** How long a group waits for a place among all commands of this process before it is answered OVERLOADED. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final LineDecisions decisions;
    private final Caller caller;
    private final Optional<String> traceparent;
    private final Answers answersTo;
    private final HttpLimits limits;
    private final boolean persistent;
    private final BlockingQueue<Line> read;

    private volatile boolean broken;

    private volatile boolean halted;

    /** Where answers go. */
    @FunctionalInterface
    interface Answers {

        /** Takes the answers to some lines, which follow those that were taken before. */
        void take(AnswersToLines answers) throws IOException, InterruptedException;
    }

    /** A line that was read. */
    private sealed interface Line {}

    /** A command that waits for its decision. */
    private record Asked(long number, ValidatedCommand command) implements Line {}

    /** A line whose answer needs no decision. */
    private record Known(long number, Map<String, Object> answer) implements Line {}

    /** There are no more lines. */
    private record End() implements Line {}

    /** @param persistent whether a line waits out what is temporary, instead of being answered with it */
    BulkRun(
            LineDecisions decisions,
            HttpLimits limits,
            Caller caller,
            Optional<String> traceparent,
            boolean persistent,
            Answers answersTo) {
        this.persistent = persistent;
        this.decisions = decisions;
        this.limits = limits;
        this.caller = caller;
        this.traceparent = traceparent;
        this.answersTo = answersTo;
        this.read = new ArrayBlockingQueue<>(limits.bulkInFlightMax());
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
        Thread decider = Thread.ofVirtual().name("bulk-decider").start(this::decide);
        FinishedWaits waits = new FinishedWaits();
        try {
            read(lines, stop);
        } catch (InterruptedException e) {
            waits.interrupted(); // what was begun is still answered; each command has its own time limit
        }
        waits.finish(() -> read.put(new End()));
        waits.finish(decider::join);
        waits.passOn();
    }

    private void read(LineReader lines, Supplier<Optional<Problem>> stop) throws InterruptedException {
        long last = 0;
        Optional<Problem> end = Optional.empty();
        try {
            Optional<LineReader.Line> line = lines.next();
            while (line.isPresent() && end.isEmpty() && !broken && !halted) {
                end = stop.get();
                if (end.isEmpty()) {
                    last = line.get().number();
                    if (!line.get().isBlank()) {
                        read.put(validated(line.get()));
                    }
                    line = lines.next();
                }
            }
        } catch (SlowUploadException slow) {
            end = Optional.of(Problem.of(WebProblem.REQUEST_TIMEOUT));
        } catch (IOException | RuntimeException cut) {
            log.debug("An upload broke off", cut);
            end = Optional.of(Problem.of(CommandProblem.UPLOAD_BROKEN));
        }
        if (end.isPresent()) {
            read.put(new Known(last + 1, failed(end.get())));
        }
    }

    private Line validated(LineReader.Line line) {
        try {
            return line.bytes().isEmpty()
                    ? new Known(line.number(), failed(Problem.tooLarge(limits.commandBytesMax())))
                    : validated(line.number(), line.bytes().get());
        } catch (RuntimeException | StackOverflowError e) {
            // One line's failure is that line's answer: the others go on.
            SafeFailure.log(log, "Line " + line.number() + " of an upload failed", e);
            return new Known(line.number(), failed(Problem.of(WebProblem.INTERNAL_ERROR)));
        }
    }

    private Line validated(long number, byte[] line) {
        return switch (BulkLine.parse(line, caller, traceparent)) {
            case BulkLine.Bad bad -> new Known(number, failed(bad.problem()));
            case BulkLine.Command command ->
                switch (decisions.validate(command.envelope())) {
                    case CommandResult.Unacceptable unacceptable ->
                        new Known(number, failed(Problems.of(unacceptable)));
                    case ValidatedCommand validated -> new Asked(number, validated);
                };
        };
    }

    private void decide() {
        try {
            List<Line> group = new ArrayList<>();
            do {
                group.clear();
                group.add(read.take());
                read.drainTo(group, limits.bulkInFlightMax() - 1);
                if (!broken) {
                    answerSafely(group);
                }
            } while (!(group.getLast() instanceof End));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whatever happens, lines go on being taken, or the thread that reads them would wait for ever. */
    private void answerSafely(List<Line> group) throws InterruptedException {
        try {
            answer(group);
        } catch (RuntimeException | Error e) {
            SafeFailure.log(log, "Lines of an upload are not answered", e);
            broken = true;
        }
    }

    private void answer(List<Line> group) throws InterruptedException {
        Iterator<Map<String, Object>> decided = decided(group.stream()
                        .filter(Asked.class::isInstance)
                        .map(line -> ((Asked) line).command())
                        .toList())
                .iterator();
        AnswersToLines answers = new AnswersToLines(group.size());
        for (Line line : group) {
            switch (line) {
                case Known(long number, Map<String, Object> answer) -> answers.add(number, answer);
                case Asked asked when decided.hasNext() -> answers.add(asked.number(), decided.next());
                case Asked _ -> broken = true; // halted while it waited
                case End _ -> {}
            }
            if (broken) {
                break;
            }
        }
        try {
            if (answers.lastLine() > 0) {
                answersTo.take(answers);
            }
        } catch (IOException e) {
            log.warn("Answers of an upload cannot be kept: {}", e.getClass().getSimpleName());
            broken = true;
        }
    }

    /** The answers to the commands, in their order; fewer if the run was halted while one waited. */
    private List<Map<String, Object>> decided(List<ValidatedCommand> commands) throws InterruptedException {
        List<Map<String, Object>> answers = new ArrayList<>(commands.size());
        while (answers.size() < commands.size()) {
            List<Map<String, Object>> next = decidedFirst(commands.subList(answers.size(), commands.size()));
            if (next.isEmpty()) {
                if (halted) {
                    return answers;
                }
                Thread.sleep(RETRY_AFTER);
            }
            answers.addAll(next);
        }
        return answers;
    }

    /** The answers to the first of the commands; to none, if that one must wait. */
    private List<Map<String, Object>> decidedFirst(List<ValidatedCommand> commands) {
        List<LineDecisions.Result> results;
        try {
            results = decisions.decideInOrder(commands, PATIENCE);
        } catch (RuntimeException | Error e) {
            // Errors too: a line without an answer would keep all lines behind it waiting.
            if (commands.size() > 1) {
                return decidedFirst(commands.subList(0, commands.size() / 2));
            }
            SafeFailure.log(log, commands.getFirst() + " failed", e);
            return List.of(failed(Problem.of(WebProblem.INTERNAL_ERROR)));
        }
        List<Map<String, Object>> answers = new ArrayList<>(results.size());
        for (LineDecisions.Result result : results) {
            if (persistent && result.isTemporary()) {
                break;
            }
            answers.add(
                    switch (result) {
                        case LineDecisions.Accepted(Map<String, Object> body) -> done(body);
                        case LineDecisions.NotAccepted(CommandResult.NotAccepted why) -> failed(Problems.of(why));
                    });
        }
        return answers;
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
}
