/** Publishes every recorded fact to Kafka as a CloudEvent. */
package org.muster.commandside.publication;
