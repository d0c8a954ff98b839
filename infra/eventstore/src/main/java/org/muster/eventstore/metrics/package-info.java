/** The measures of the engine. */
package org.muster.eventstore.metrics;
