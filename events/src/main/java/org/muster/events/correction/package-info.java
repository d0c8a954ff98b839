/** Events that correct or annul earlier ones. The earlier ones stay as they are. */
package org.muster.events.correction;
