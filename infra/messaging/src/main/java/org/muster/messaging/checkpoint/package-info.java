/** How far each projection is, in its database. For this module only. */
package org.muster.messaging.checkpoint;
