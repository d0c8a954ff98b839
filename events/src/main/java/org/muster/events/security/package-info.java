/** Events about evacuations. */
package org.muster.events.security;
