package org.muster.benchmark.suite;

import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.muster.benchmark.kit.Measurement;
import org.muster.benchmark.kit.Race;

/** Adds up what several processes measured at the same time. */
final class Measurements {

    private Measurements() {}

    /** Rates and counts are sums; latencies those of the slower process, since percentiles cannot be added. */
    static Measurement together(List<Measurement> all) {
        if (all.size() == 1) {
            return all.getFirst();
        }
        return new Measurement(
                all.stream().mapToInt(Measurement::inFlight).sum(),
                sum(all, Measurement::operationsPerSecond),
                sum(all, Measurement::eventsPerSecond),
                max(all, Measurement::p50Millis),
                max(all, Measurement::p99Millis),
                max(all, Measurement::maxMillis),
                all.stream().mapToLong(Measurement::accepted).sum(),
                all.stream().mapToLong(Measurement::refused).sum(),
                all.stream().mapToLong(Measurement::failed).sum(),
                all.stream().mapToLong(Measurement::retries).sum(),
                all.stream().mapToLong(Measurement::acknowledgedEvents).sum(),
                sum(all, Measurement::processCpuMicrosPerOperation) / all.size(),
                all.stream()
                        .mapToLong(Measurement::garbageCollectionMillis)
                        .max()
                        .orElse(0),
                all.stream().mapToInt(Measurement::unanswered).sum(),
                all.stream()
                        .map(Measurement::firstFailure)
                        .filter(failure -> !failure.isEmpty())
                        .findFirst()
                        .orElse(""));
    }

    /** What is stored is taken from the node that counted last and so saw everything; what was sent and answered adds up. */
    static Race.Result raceTogether(List<Race.Result> nodes) {
        Race.Result last = nodes.stream()
                .max(Comparator.comparingLong(Race.Result::stored))
                .orElseThrow();
        return new Race.Result(
                nodes.stream().mapToLong(Race.Result::commands).sum(),
                nodes.stream().mapToLong(Race.Result::accepted).sum(),
                last.stored(),
                last.exceededCeilings(),
                last.deployedTwice(),
                nodes.stream().mapToLong(Race.Result::failed).sum(),
                nodes.stream()
                        .map(Race.Result::firstFailure)
                        .filter(failure -> !failure.isEmpty())
                        .findFirst()
                        .orElse(""));
    }

    private static double sum(List<Measurement> all, ToDoubleFunction<Measurement> value) {
        return all.stream().mapToDouble(value).sum();
    }

    private static double max(List<Measurement> all, ToDoubleFunction<Measurement> value) {
        return all.stream().mapToDouble(value).max().orElse(0);
    }
}
