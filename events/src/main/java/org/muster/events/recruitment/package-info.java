/** Events from a request for a volunteer to the contract. */
package org.muster.events.recruitment;
