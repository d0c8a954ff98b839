package org.muster.commandside.adapter.kafka;

/** The CloudEvents types of results. */
public final class ResultTypes {

    /** Recorded; its data are what HTTP answers 200 with. */
    public static final String ACCEPTED = "muster.command.accepted.v1";

    /** Refused by a rule; its data are the command's id and the problem that HTTP answers 409 with. */
    public static final String REFUSED = "muster.command.refused.v1";

    /** A dry run of a command that would be accepted; nothing was recorded. Its data are what HTTP answers a dry run with. */
    public static final String WOULD_BE_ACCEPTED = "muster.command.would-be-accepted.v1";

    /** A dry run of a command that would be refused; its data are those of {@link #REFUSED}, and say that it was a dry run. */
    public static final String WOULD_BE_REFUSED = "muster.command.would-be-refused.v1";

    private ResultTypes() {}
}
