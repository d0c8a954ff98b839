/**
 * Peer: Axon Framework 4.13 as its users run it without Spring: aggregates for mission and volunteer, the JDBC event storage
 * engine, Jackson, one connection per unit of work, so that both aggregates' events commit together.
 */
package org.muster.benchmark.axon4;
