/** Which of several processes does what one of them must. */
package org.muster.messaging.leadership;
