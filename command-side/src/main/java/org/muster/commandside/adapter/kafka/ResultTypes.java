package org.muster.commandside.adapter.kafka;

/** The CloudEvents types of results. */
public final class ResultTypes {

    /** Recorded; its data are what HTTP answers 200 with. */
    public static final String ACCEPTED = "muster.command.accepted.v1";

    /** Refused by a rule; its data are the command's id and the problem that HTTP answers 409 with. */
    public static final String REFUSED = "muster.command.refused.v1";

    private ResultTypes() {}
}
