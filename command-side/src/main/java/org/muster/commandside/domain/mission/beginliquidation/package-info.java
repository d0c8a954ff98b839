/** Takes a mission to LIQUIDATION. */
package org.muster.commandside.domain.mission.beginliquidation;
