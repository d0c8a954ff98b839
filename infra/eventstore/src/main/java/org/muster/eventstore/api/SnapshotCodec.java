package org.muster.eventstore.api;

/**
 * How the states of a {@link StateDefinition} are put away. What it writes stays readable as long as the definition has the same
 * {@code version()}: who changes the form raises the version, as who changes the fold does.
 *
 * <p>A snapshot holds what its state holds, and outlives an erasure: a state with personal data must not have one.
 *
 * @param <ID> what the state is about
 * @param <S> the state
 */
public interface SnapshotCodec<ID, S> {

    /** @return the id as text, another one for each id */
    String key(ID id);

    /** @return the state as bytes; called on a thread of the engine, not on a command's */
    byte[] encode(S state);

    /**
     * @return a state equal to the one that was encoded
     * @throws RuntimeException when the bytes are none of its own: the state is then folded from its first event
     */
    S decode(byte[] bytes);
}
