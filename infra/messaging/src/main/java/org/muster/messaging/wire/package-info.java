/** The forms in which events travel, and how transactions of Kafka are committed and read back. */
package org.muster.messaging.wire;
