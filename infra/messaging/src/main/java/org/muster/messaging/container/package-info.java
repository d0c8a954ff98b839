/** Members of consumer groups in containers of spring-kafka. For this module only. */
package org.muster.messaging.container;
