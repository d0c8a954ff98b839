package org.muster.commandside.domain.decision;

import java.util.function.Function;

/**
 * A snapshot keeps a state of a decision model, so that a long history need not be folded again. It holds no personal data:
 * a snapshot outlives an erasure.
 *
 * @param type of the form: a record of plain values, in order, so that equal states have equal forms
 * @param keep makes the form of a state
 * @param restore makes an equal state of its form
 */
public record Snapshot<S, F>(Class<F> type, Function<S, F> keep, Function<F, S> restore) {}
