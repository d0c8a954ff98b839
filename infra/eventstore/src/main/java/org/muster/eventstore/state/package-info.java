/** Folded states: in memory, from history, from snapshots, and as Axon repositories. */
package org.muster.eventstore.state;
