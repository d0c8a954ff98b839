/** Events that a projection could not apply, and what people do about them. */
package org.muster.messaging.parking;
