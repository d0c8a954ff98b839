/**
 * Peer: Apache Pekko persistence on JDBC, an entity per volunteer as one JVM of its users runs it, without cluster sharding
 * (which would only add to its work). It keeps no rule across volunteers.
 */
package org.muster.benchmark.pekko;
