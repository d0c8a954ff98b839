/** States folded from events: those a decision depends on, and those of an earlier moment. */
package org.muster.commandside.adapter.axon.state;
