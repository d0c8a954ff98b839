package org.muster.tlog.witness;

import java.io.IOException;
import java.util.Optional;
import org.muster.tlog.note.SignedNote;

/** The last checkpoint that a witness cosigned of each log. */
public interface WitnessState {

    /** The last checkpoint cosigned of a log; empty when there is none. */
    Optional<SignedNote> latest(String origin) throws IOException;

    /** Records a checkpoint, so that it survives any crash, before it returns. */
    void record(String origin, SignedNote cosigned) throws IOException;
}
