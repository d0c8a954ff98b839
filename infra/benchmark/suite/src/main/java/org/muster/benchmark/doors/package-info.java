/** Commands as integrating systems send them, to processes that run as they are deployed: the speed that users feel. */
package org.muster.benchmark.doors;
