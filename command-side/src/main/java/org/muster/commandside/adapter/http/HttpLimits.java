package org.muster.commandside.adapter.http;

/**
 * Limits on what a request may hold.
 *
 * @param commandBytesMax bytes of one command: a body, or a line of a bulk request
 * @param bulkRequestsMax bulk requests at once; more are answered 503
 * @param bulkRequestsOfCallerMax of them by one caller; more are answered 429
 * @param bulkInFlightMax commands of one bulk request that are decided as one group
 */
public record HttpLimits(int commandBytesMax, int bulkRequestsMax, int bulkRequestsOfCallerMax, int bulkInFlightMax) {

    private static final long SPOOL_BYTES_MAX = 256L * 1024 * 1024;

    /** Bytes of answers that wait on disk for one client; beyond that its upload waits too. */
    public long bulkSpoolBytesMax() {
        return SPOOL_BYTES_MAX;
    }
}
