package org.muster.benchmark.kit;

/**
 * A mission in the store before the load begins; it is ACTIVE.
 *
 * @param ceiling how many volunteers it may have deployed (rule X2)
 */
public record Mission(String id, int ceiling) {}
