/** The order of events in memory: accepted, pending and recent events, and the conditions on them. No I/O. */
package org.muster.eventstore.order;
