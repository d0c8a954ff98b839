/** Commands about evacuations. */
package org.muster.commands.security;
