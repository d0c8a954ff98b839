/** Events of the policies that rules go by, and the policies as they hold on a day. */
package org.muster.events.policy;
