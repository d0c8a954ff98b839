/** Commands over Kafka: the door beside {@code http}, in front of the same intake. */
package org.muster.commandside.adapter.kafka;
