package org.muster.commandside.adapter.http;

/**
 * Limits on what a request may hold.
 *
 * @param commandBytesMax bytes of one command: a body, or a line of a bulk request
 * @param bulkRequestsMax bulk requests at once; more are answered 503
 * @param bulkInFlightMax commands of one bulk request that are decided at once
 */
public record HttpLimits(int commandBytesMax, int bulkRequestsMax, int bulkInFlightMax) {}
