/**
 * Events on their way from the event store to read models, exactly once: CloudEvents on Kafka, published in transactions that
 * state how far they reach, and applied in database transactions that state how far they read. Knows no domain and no
 * framework.
 */
package org.muster.messaging;
