/** Events from Kafka to a {@link org.muster.messaging.Projection}, each applied exactly once. */
package org.muster.messaging.projecting;
