/** Commands about the policies that rules go by. */
package org.muster.commands.policy;
