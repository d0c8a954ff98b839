/** What topics must be: created and verified, never modified. */
package org.muster.messaging.topics;
