/** The event store beside its peers: the same work, each level in a fresh process on a fresh database, one after the other. */
package org.muster.benchmark.engine;
