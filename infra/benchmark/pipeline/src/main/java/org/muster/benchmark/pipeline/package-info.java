/** How fast facts get from the register into the read models, beside what Kafka, PostgreSQL and Axon 4 can do alone. */
package org.muster.benchmark.pipeline;
