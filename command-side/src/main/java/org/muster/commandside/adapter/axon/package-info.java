/**
 * Everything that touches Axon Framework 5: the command gateway, the event store, and how decision models and deciders are
 * plugged into them. Nothing outside these packages imports {@code org.axonframework}, so that an upgrade is one place.
 */
package org.muster.commandside.adapter.axon;
