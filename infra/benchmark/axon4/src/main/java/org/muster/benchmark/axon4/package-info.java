/**
 * Peer: Axon Framework 4.13 with aggregates for mission and volunteer on its JDBC event storage engine: alone, and as a
 * Spring Boot application.
 */
package org.muster.benchmark.axon4;
