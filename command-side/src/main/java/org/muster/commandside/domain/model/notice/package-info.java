/** Decision models of what automations have told people already, and of what they list. */
package org.muster.commandside.domain.model.notice;
