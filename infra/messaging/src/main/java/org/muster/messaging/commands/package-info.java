/** Commands from Kafka to a {@link org.muster.messaging.CommandHandler}, each answered exactly once. */
package org.muster.messaging.commands;
