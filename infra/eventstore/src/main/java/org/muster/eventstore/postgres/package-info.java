/** The SQL of the engine, and what its failures mean. */
package org.muster.eventstore.postgres;
