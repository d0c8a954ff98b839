/** All events in their one order, for reading, and the signal that there are more. */
package org.muster.eventstore.log;
