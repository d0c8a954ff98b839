package org.muster.eventstore.api;

/**
 * Turns the states of a {@link StateDefinition} into snapshots and back. A snapshot stays readable as long as the
 * definition has the same {@code version()}: a change of the form raises the version, as a change of the fold does.
 *
 * <p>A snapshot holds the same data as its state and outlives an erasure: a state with personal data must not have
 * one.
 *
 * @param <ID> the identity of the state
 * @param <S> the state
 */
public interface SnapshotCodec<ID, S> {

    /** @return the id as text, unique among the ids of the definition */
    String key(ID id);

    /** @return the state as bytes; called on a thread of the engine, not on a command's */
    byte[] encode(S state);

    /**
     * @return a state equal to the one that was encoded
     * @throws RuntimeException when the bytes are none of its own: the state is then folded from its first event
     */
    S decode(byte[] bytes);
}
