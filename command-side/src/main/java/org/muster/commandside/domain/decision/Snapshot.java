package org.muster.commandside.domain.decision;

import java.util.function.Function;

/**
 * The form in which the states of a view are saved, so that a long history need not be folded again. It holds no personal data:
 * what is saved outlives an erasure.
 *
 * @param type of the form: a record of plain values, in order, so that equal states have equal forms
 * @param save makes the form of a state
 * @param restore makes an equal state of its form
 */
public record Snapshot<S, F>(Class<F> type, Function<S, F> save, Function<F, S> restore) {}
