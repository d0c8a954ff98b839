/**
 * Ours: the engine of {@code infra/eventstore} under an Axon 5 application as small as the peers' are, set up as its README
 * says; and the same application on Axon's own in-memory engine.
 */
package org.muster.benchmark.ours;
