/** Ours: the engine of {@code infra/eventstore} under an Axon 5 application as small as the peers' are, set up as its README says. */
package org.muster.benchmark.ours;
