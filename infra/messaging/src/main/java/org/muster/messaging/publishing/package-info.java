/** Events from a {@link org.muster.messaging.PublicationSource} to Kafka, each exactly once. */
package org.muster.messaging.publishing;
