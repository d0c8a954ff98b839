/** The one thread that stores events, and how it shares the head with other processes. */
package org.muster.eventstore.writer;
