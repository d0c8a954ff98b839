/**
 * Everything that touches Axon Framework 5: the command bus, the event store, and how views and slices are plugged into
 * them. Nothing outside this package imports {@code org.axonframework}, so that an upgrade is one place.
 */
package org.muster.commandside.adapter.axon;
