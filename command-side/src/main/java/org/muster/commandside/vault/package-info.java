/**
 * The personal-data vault: seals who a volunteer is under a key that belongs to this volunteer alone, before anything
 * else in the system sees it.
 */
package org.muster.commandside.vault;
