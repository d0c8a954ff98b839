/**
 * Builds the read models from events. A row is owned by one primary subject and written only by its events, so nothing
 * here depends on the order between subjects.
 */
package org.muster.queryside.projection;
