package org.muster.benchmark.ours;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import org.axonframework.common.IdentifierFactory;

/** Version 7 keeps the index of event ids compact, as the engine's README advises. Axon finds it as a service. */
public final class TimeOrderedIds extends IdentifierFactory {

    private final NoArgGenerator ids = Generators.timeBasedEpochGenerator();

    @Override
    public String generateIdentifier() {
        return ids.generate().toString();
    }
}
