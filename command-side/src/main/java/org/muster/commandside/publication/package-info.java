/** Publishes every recorded event to Kafka as a CloudEvent. */
package org.muster.commandside.publication;
