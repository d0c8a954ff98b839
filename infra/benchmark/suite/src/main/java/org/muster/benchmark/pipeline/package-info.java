/** From events to read models: publication, projection and rebuild, beside Kafka, PostgreSQL and Axon 4 alone. */
package org.muster.benchmark.pipeline;
