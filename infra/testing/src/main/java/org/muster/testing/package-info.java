/**
 * Servers for tests. A test asks for PostgreSQL or Kafka and gets a container where a Docker engine answers and has the
 * image, and an embedded server everywhere else. Test scope only: no product has this on its class path.
 */
package org.muster.testing;
