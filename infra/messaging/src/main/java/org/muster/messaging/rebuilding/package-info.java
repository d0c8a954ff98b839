/** Projections built anew beside the ones in use. */
package org.muster.messaging.rebuilding;
