/** Takes a mission to LIQUIDATION. */
package org.muster.commandside.mission.beginliquidation;
