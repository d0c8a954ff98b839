package org.muster.tlog.witness;

import java.util.List;
import org.muster.tlog.note.NoteSignature;

/** What a witness answers; each answer is one status of the protocol. */
public sealed interface WitnessAnswer {

    /** The HTTP status. */
    int status();

    /** The body's text. */
    String body();

    /** The body's media type. */
    default String contentType() {
        return "text/plain; charset=utf-8";
    }

    /** The checkpoint is recorded, and cosigned. */
    record Cosigned(List<NoteSignature> cosignatures) implements WitnessAnswer {

        @Override
        public int status() {
            return 200;
        }

        @Override
        public String body() {
            StringBuilder lines = new StringBuilder();
            cosignatures.forEach(one -> lines.append(one.line()));
            return lines.toString();
        }
    }

    /** The witness's last checkpoint has another size than the request says. */
    record OtherSize(long size) implements WitnessAnswer {

        @Override
        public int status() {
            return 409;
        }

        @Override
        public String body() {
            return size + "\n";
        }

        @Override
        public String contentType() {
            return "text/x.tlog.size";
        }
    }

    /** The checkpoint is not cosigned; nothing is recorded. */
    record Refused(Reason reason) implements WitnessAnswer {

        @Override
        public int status() {
            return reason.status;
        }

        @Override
        public String body() {
            return reason.words + "\n";
        }
    }

    /** Why a checkpoint is not cosigned. The words name what is wrong and repeat nothing of the request. */
    enum Reason {
        MALFORMED(400, "the request is not: old size, proof lines, empty line, checkpoint"),
        OLD_SIZE_ABOVE_CHECKPOINT(400, "the old size is above the checkpoint's"),
        SIGNATURE_NOT_TRUSTED(403, "no signature by a key that is trusted for this origin, or a wrong one"),
        UNKNOWN_ORIGIN(404, "the checkpoint's origin is not known here"),
        EMPTY_TREE_WITH_ROOT(422, "a checkpoint of size 0 must have the root of the empty tree"),
        PROOF_FROM_EMPTY_TREE(422, "from size 0 the proof must be empty"),
        SAME_SIZE_OTHER_ROOT(422, "this size was cosigned with another root, or the proof is not empty"),
        NOT_CONSISTENT(422, "the proof does not show that the checkpoint continues the one cosigned last");

        private final int status;
        private final String words;

        Reason(int status, String words) {
            this.status = status;
            this.words = words;
        }
    }
}
